/** What an element's attributes may be; those that are undefined are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Elements that mostly hold nothing. All others keep their end tag, which HTML insists on. */
const LEAVES = new Set([
  "path",
  "rect",
  "circle",
  "line",
  "use",
  "polyline",
  "polygon",
  "meta",
  "input",
  "br",
]);

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
/** Characters that no XML file may hold, not even escaped. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/** Text as it stands between tags or in an attribute. */
export function escaped(text: string): string {
  return text
    .replace(FORBIDDEN, "\ufffd")
    .replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** A number with at most two digits after the point: the same bytes on every machine. */
export function digits(value: number): string {
  const text = (Math.round(value * 100) / 100).toFixed(2).replace(/\.?0+$/, "");
  return text === "-0" ? "0" : text;
}

/** An element. Its children are markup already; text goes through `escaped` first. */
export function tag(name: string, attributes: Attributes = {}, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter((entry): entry is [string, string | number] => entry[1] !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? digits(value) : escaped(value)}"`)
    .join("");
  return LEAVES.has(name) && children.length === 0
    ? `<${name}${written}/>`
    : `<${name}${written}>${children.join("")}</${name}>`;
}

/** An element that holds text. */
export function textTag(name: string, text: string, attributes: Attributes = {}): string {
  return tag(name, attributes, escaped(text));
}

/** `M0 0L1 2…` through the points. */
export function pathThrough(points: readonly (readonly [x: number, y: number])[]): string {
  return points.map(([x, y], index) => `${index === 0 ? "M" : "L"}${digits(x)} ${digits(y)}`).join("");
}
