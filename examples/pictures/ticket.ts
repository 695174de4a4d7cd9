import type { PictureData, PicturePromise, PictureSpell, PictureTicket } from "../simulator/picture-data.js";
import { promiseWords } from "./attainment-words.js";
import { timeAxis } from "./axis.js";
import { legendLines } from "./legend.js";
import { BAD, QUEUE, REST } from "./patterns.js";
import { textSize, type Picture, type Table } from "./picture.js";
import { linear, textWidth, wrapped, type Scale } from "./scales.js";
import { digits, tag, textTag } from "./svg.js";
import { KINDS, samplesOf } from "./ticket-legend.js";
import { countedUpTo, whyThen } from "./why.js";
import { instantWords, lengthWords } from "./words.js";

const BAR = 20;

/** One ticket: who had it, when the clocks of its promises ran, and why each was due when it was. */
export function ticketPicture(data: PictureData, ticket: PictureTicket, width: number): Picture {
  const size = textSize(width);
  const line = size * 1.45;
  const range = rangeOf(data, ticket);
  const x = linear([range.from, range.to], [0, width]);
  const clockEnd = Math.max(ticket.arrivedAt, ...ticket.spells.map(({ to }) => to));
  const legend = legendLines(samplesOf(ticket, size), width, size);
  const intro = wrapped(`${ticket.id}: ${ticket.about}`, width, size);
  const axisTop = intro.length * line + legend.height + 8;
  const parts: string[] = [];
  let y = axisTop + size * 2 + 6;
  parts.push(
    textTag("text", "Who has it", { y: y + size, class: "bold halo" }),
    ...ticket.spells.map((spell) => drawSpell(data, spell, x, y + size + 8, size)),
  );
  y += size + BAR + 22;
  for (const promise of ticket.promises) {
    const sentences = wrapped(whyThen(promise), width, size);
    parts.push(
      textTag("text", headingOf(promise), { y: y + size, class: "bold halo" }),
      ...drawPromise(promise, clockEnd, x, y + size + 14),
      ...sentences.map((words, index) =>
        textTag("text", words, { y: y + size * 2 + BAR + 22 + index * line, class: "muted halo" }),
      ),
    );
    y += size * 2 + BAR + 26 + sentences.length * line;
  }
  return {
    name: "ticket",
    title: `The life of one ticket, ${ticket.id}: ${data.title}`,
    words: ticketWords(ticket),
    width,
    height: y,
    defs: [QUEUE, REST, BAD],
    body: [
      ...intro.map((words, index) => textTag("text", words, { y: size + index * line })),
      tag("g", { transform: `translate(0 ${digits(intro.length * line)})` }, legend.body),
      timeAxis(range, x, axisTop, y - 6, size),
      ...parts,
    ].join(""),
  };
}

/** All that is known of it, with a little room around. */
function rangeOf(
  data: PictureData,
  { arrivedAt, spells, promises }: PictureTicket,
): { from: number; to: number } {
  const ends = spells.flatMap(({ from, to }) => [from, to]);
  const marks = promises.flatMap(({ activatedAt, dueAt, fulfilledAt, counted }) => [
    activatedAt,
    dueAt ?? activatedAt,
    fulfilledAt ?? activatedAt,
    ...counted.flatMap(({ from, to }) => [from, to]),
  ]);
  const all = [arrivedAt, ...ends, ...marks];
  const [from, to] = [Math.min(...all), Math.max(...all)];
  const room = Math.max((to - from) * 0.03, data.binMs / 2);
  return { from: from - room, to: to + room };
}

function drawSpell(data: PictureData, spell: PictureSpell, x: Scale, y: number, size: number): string {
  const [left, right] = [x(spell.from), x(spell.to)];
  const { word, look } = KINDS[spell.kind];
  const who = spell.agentId ?? "";
  const says = [word, ...whoWords(data, spell), lengthWords(spell.to - spell.from)].join(", ");
  const hasRoom = who !== "" && textWidth(who, size) + 8 < right - left;
  const name = textTag("text", who, {
    x: (left + right) / 2,
    y: y + BAR / 2 + size * 0.36,
    class: spell.kind === "in-hand" ? "paper middle" : "middle",
  });
  const box = { x: left, y, width: Math.max(1.5, right - left), height: BAR };
  return tag(
    "g",
    {},
    textTag("title", says),
    tag("rect", { ...box, ...look, stroke: "var(--paper)" }),
    hasRoom ? name : "",
  );
}

/** The agent and the name of their team, as far as they are known. */
function whoWords({ teams }: PictureData, { agentId, team }: PictureSpell): string[] {
  const name = teams.find(({ id }) => id === team)?.name ?? team;
  return [agentId, name].filter((each) => each !== undefined);
}

/** A track with what counted, up to the target and beyond it, a flag where it was due, a disc where it was kept. */
function drawPromise(promise: PicturePromise, clockEnd: number, x: Scale, y: number): string[] {
  const { within, beyond } = countedUpTo(promise);
  const bar = (look: Readonly<Record<string, string>>) => (each: { from: number; to: number }) =>
    tag("rect", {
      x: x(each.from),
      y,
      width: Math.max(1.5, x(each.to) - x(each.from)),
      height: BAR,
      ...look,
    });
  const floor = y + BAR;
  const until = promise.fulfilledAt ?? clockEnd;
  return [
    tag("path", {
      d: `M${digits(x(promise.activatedAt))} ${digits(y + BAR / 2)}H${digits(x(until))}`,
      class: "outline dashed",
    }),
    ...within.map(bar({ class: "open" })),
    ...beyond.map(bar({ fill: "url(#p-bad)" })),
    ...(promise.dueAt === undefined ? [] : [flag(x(promise.dueAt), y, floor)]),
    ...(promise.fulfilledAt === undefined
      ? []
      : [tag("circle", { cx: x(promise.fulfilledAt), cy: y + BAR / 2, r: 6, class: "done" })]),
  ];
}

function flag(x: number, y: number, floor: number): string {
  return tag("path", { d: `M${digits(x)} ${digits(floor + 4)}V${digits(y - 9)}l9 4.5-9 4.5`, class: "flag" });
}

function headingOf({ promise, targetMs, dueAt, state }: PicturePromise): string {
  const due = dueAt === undefined ? "not due yet" : `due ${instantWords(dueAt)}`;
  return `${promiseWords(promise)} within ${lengthWords(targetMs)}: ${due}, ${state === "open" ? "not decided yet" : state}`;
}

function ticketWords(ticket: PictureTicket): string {
  const spells = ticket.spells.map(
    ({ kind, agentId, from, to }) =>
      `${KINDS[kind].word}${agentId === undefined ? "" : ` (${agentId})`} ${lengthWords(to - from)}`,
  );
  const promises = ticket.promises.map((promise) => `${headingOf(promise)}. ${whyThen(promise)}`);
  return [
    `${ticket.id}: ${ticket.about}, arrived ${instantWords(ticket.arrivedAt)}.`,
    `${spells.join(", ")}.`,
    ...promises,
  ].join(" ");
}

/** A line a spell, then a line for each stretch that counted. */
export function ticketTable(data: PictureData, ticket: PictureTicket): Table {
  const line = (what: string, who: string, from: number, to: number): string[] => [
    what,
    who,
    instantWords(from),
    instantWords(to),
    lengthWords(to - from),
  ];
  return {
    caption: `${ticket.id}, step by step, UTC`,
    head: ["What", "Who", "From", "To", "Length"],
    rows: [
      ...ticket.spells.map((spell) =>
        line(KINDS[spell.kind].word, whoWords(data, spell).join(", ") || "–", spell.from, spell.to),
      ),
      ...ticket.promises.flatMap(({ promise, counted }) =>
        counted.map(({ from, to }) => line(`${promiseWords(promise)} counts`, "–", from, to)),
      ),
    ],
  };
}
