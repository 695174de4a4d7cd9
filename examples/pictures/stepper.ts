import type { PictureData } from "../simulator/picture-data.js";
import { isInside, overlaps, placedLabels, type Box, type Label } from "./labels.js";
import { MAP, mapHeight, project } from "./map.js";
import { mark } from "./patterns.js";
import { textSize, type Picture } from "./picture.js";
import { most, sum, textWidth, wrapped } from "./scales.js";
import { handoffWords, namesOf, stepsOf, type Step } from "./steps.js";
import { tag, textTag } from "./svg.js";
import { count, listWords } from "./words.js";
import { arcMarks, insideMap, teamMarks, worldDefs, worldWords } from "./world.js";

// The world on one large map with a button for each of the 24 steps. The buttons are radio buttons and a rule of the
// style sheet shows the step of the one that is chosen, so it needs no script and works from the keyboard.

/** The large map with all steps on top of each other; the page shows one at a time. */
export function largeMap(data: PictureData, width: number): Picture {
  const steps = stepsOf(data);
  const size = textSize(width);
  const radius = Math.max(4, width / 170);
  const labels = placedLabels(data, width, size, radius);
  const taken = labels.flatMap(({ spot, name }) => [spot, ...(name === undefined ? [] : [name])]);
  const captions = steps.map((step) => captionLines(data, step, width, size));
  const lines = most(captions.map(({ length }) => length));
  const scale = `scale(${(width / MAP.width).toFixed(4)})`;
  const inStep = (name: string, step: Step, ...children: string[]): string =>
    tag("g", { class: `${name} step s${step.index}` }, ...children);
  const body = [
    tag("use", { href: "#map-land", transform: scale }),
    ...steps.map((step) => inStep("light", step, ...lightMarks(step, width, scale))),
    ...steps.map((step) =>
      inStep("arcs", step, ...arcMarks(data, step, width, radius).map(({ line }) => line)),
    ),
    ...labels.map((label) => nameOnMap(label, size, radius)),
    ...steps.map((step) =>
      inStep(
        "teams",
        step,
        ...teamMarks(data, step, width, radius),
        ...itemsOnArcs(data, step, width, size, taken),
      ),
    ),
    ...steps.map((step) => inStep("said", step, ...caption(step, captions[step.index] ?? [], width, size))),
  ];
  return {
    name: "globe",
    title: `The world, one step at a time: ${data.title}`,
    words: `One large map, a step at a time. ${worldWords(data, steps)}`,
    width,
    height: mapHeight(width) + (lines + 1) * size * 1.45 + 8,
    defs: worldDefs(steps),
    body: body.join(""),
  };
}

function lightMarks(step: Step, width: number, scale: string): string[] {
  const [x, y] = project(step.sun, width);
  return [
    tag("use", { href: `#night-${step.index}`, transform: scale }),
    insideMap(tag("circle", { cx: x, cy: y, r: Math.max(5, width / 90), class: "sun" }), width),
  ];
}

/** How many items each arc stands for, at its top; where that would cover something, only the caption says it. */
function itemsOnArcs(
  data: PictureData,
  step: Step,
  width: number,
  size: number,
  taken: readonly Box[],
): string[] {
  if (width < 500) return [];
  const boxes = [...taken];
  return arcMarks(data, step, width, 0).flatMap(({ top: [x, y], items }) => {
    const long = textWidth(String(items), size) + 4;
    const box = { x: x - long / 2, y: y - size - 3, width: long, height: size + 2 };
    if (!isInside(box, width) || boxes.some((other) => overlaps(box, other))) return [];
    boxes.push(box);
    return [textTag("text", String(items), { x, y: y - 4, class: "bold middle halo" })];
  });
}

/** The time, and in words who is open and what is handed on, below the map. */
function caption(step: Step, lines: readonly string[], width: number, size: number): string[] {
  const top = mapHeight(width) + size * 1.5;
  return [
    textTag("text", `${step.label} UTC`, { y: top, class: "bold" }),
    ...lines.map((line, index) => textTag("text", line, { y: top + (index + 1) * size * 1.45 })),
  ];
}

function captionLines(data: PictureData, step: Step, width: number, size: number): string[] {
  const resting = namesOf(data, step, "holiday");
  const items = sum(step.handoffs.map((each) => each.items));
  const sentences = [
    `Open: ${listWords(namesOf(data, step, "open"), 12) || "nobody"}.`,
    ...(resting.length > 0 ? [`On holiday: ${listWords(resting)}.`] : []),
    items > 0
      ? `Handed on: ${count(items, "item")}; ${listWords(handoffWords(data, step), 6)}.`
      : "Nothing is handed on.",
  ];
  return wrapped(sentences.join(" "), width, size);
}

/** A closed mark for every team below all steps, with its name where there is room for it. */
function nameOnMap({ team, name, at: [x, y] }: Label, size: number, radius: number): string {
  const text =
    name === undefined
      ? ""
      : textTag("text", team.name, { x: name.x, y: name.y + size * 0.82, class: "halo" });
  return tag("g", {}, textTag("title", team.name), mark("closed", x, y, radius), text);
}
