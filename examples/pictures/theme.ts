// Colours by what they mean. They are those of Okabe and Ito's palette, which people with any kind of colour vision
// can tell apart, darkened or lightened where they stand as text; what matters differs in its shape or pattern too.

const LIGHT = {
  paper: "#ffffff",
  ink: "#1b2430",
  muted: "#566272",
  line: "#c5ced8",
  grid: "#e4e9ef",
  sea: "#e6eef5",
  land: "#c2ccc5",
  coast: "#aab6ae",
  night: "#16244a",
  open: "#0072b2",
  plan: "#bfdcf0",
  closed: "#6b7684",
  holiday: "#b0468a",
  queue: "#e69f00",
  bad: "#c94f00",
  arc: "#a33c00",
  sun: "#f2b705",
};
const DARK: Readonly<Record<keyof typeof LIGHT, string>> = {
  paper: "#12171e",
  ink: "#e8edf3",
  muted: "#a3b0be",
  line: "#3d4956",
  grid: "#252e38",
  sea: "#26384a",
  land: "#586a66",
  coast: "#70837e",
  night: "#03050b",
  open: "#5ab8ee",
  plan: "#214a66",
  closed: "#93a0ae",
  holiday: "#e79ccb",
  queue: "#f0b429",
  bad: "#ff8142",
  arc: "#ffb07a",
  sun: "#ffd34d",
};

const variables = (colours: Readonly<Record<string, string>>): string =>
  Object.entries(colours)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(";");

/** Paper is white whatever the screen was, and prints its fills. */
export const colourCss = [
  `:root{color-scheme:light dark;${variables(LIGHT)}}`,
  `@media screen and (prefers-color-scheme:dark){:root{${variables(DARK)}}}`,
  "@media print{:root{color-scheme:light;-webkit-print-color-adjust:exact;print-color-adjust:exact}}",
].join("\n");

const fills = [
  "paper",
  "ink",
  "muted",
  "land",
  "sea",
  "open",
  "plan",
  "closed",
  "holiday",
  "queue",
  "bad",
  "sun",
  "arc",
];

/** What a class means inside a picture. */
export const pictureCss = [
  `svg.picture{font-family:"Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif;fill:var(--ink);display:block}`,
  ...fills.map((name) => `.${name}{fill:var(--${name})}`),
  ".bold{font-weight:700}",
  ".end{text-anchor:end}",
  ".middle{text-anchor:middle}",
  ".grid,.axis,.coast{fill:none;stroke:var(--grid);stroke-width:1}",
  ".axis{stroke:var(--line)}",
  ".coast{fill:var(--land);stroke:var(--coast);stroke-width:.4}",
  ".graticule{fill:none;stroke:var(--line);stroke-width:.25;opacity:.7}",
  ".night{fill:var(--night);opacity:.45}",
  ".m-open{fill:var(--open);stroke:var(--paper);stroke-width:.35}",
  ".m-closed{fill:var(--paper);stroke:var(--closed);stroke-width:.45}",
  ".m-holiday{fill:var(--holiday);stroke:var(--paper);stroke-width:.3}",
  ".arc{fill:none;stroke:var(--arc);stroke-linecap:round}",
  ".arc-head{fill:var(--arc)}",
  ".halo{stroke:var(--paper);stroke-width:3;stroke-linejoin:round;paint-order:stroke}",
  ".outline{fill:none;stroke:var(--closed);stroke-width:1}",
  ...["bad", "queue", "holiday", "closed"].map(
    (name) => `.h-${name}{fill:none;stroke:var(--${name});stroke-width:2}`,
  ),
  ".h-closed{stroke-width:1}",
  ".h-holiday{stroke-width:1.25}",
  ".tint{opacity:.22}",
  ".rim-bad{stroke:var(--bad);stroke-width:1}",
  ".rim-queue{stroke:var(--queue);stroke-width:1}",
  ".l-open{fill:none;stroke:var(--open);stroke-width:1.75}",
  ".l-ink{fill:none;stroke:var(--ink);stroke-width:1.5}",
  ".thin{stroke-width:.6}",
  ".dashed{stroke-dasharray:2 3}",
  ".flag{fill:var(--bad);stroke:var(--bad);stroke-width:1.75;stroke-linejoin:round}",
  ".done{fill:var(--paper);stroke:var(--ink);stroke-width:2.5}",
  ...[0.16, 0.5, 1].map(
    (share, index) =>
      `.gap-${index + 1}{fill:var(--bad);fill-opacity:${share};stroke:var(--bad);stroke-width:1}`,
  ),
  ".month{fill:none;stroke:var(--closed);stroke-width:1}",
  ".dot-open{fill:var(--open);opacity:.75}",
  ".dot-owed{fill:var(--paper);stroke:var(--open);stroke-width:1.5}",
].join("\n");

/** What a single picture needs; single ones may be printed and read in the dark too. */
export function singleCss(): string {
  return `${colourCss}\n${pictureCss}`;
}
