/** An element of a parsed file. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (Element | string)[];
}

const TOKEN = /<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
// What XML 1.0 lets nobody write, whole surrogate pairs aside.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

/** Reads XML as strictly as its standard asks, as far as the pictures use it, and throws where it is not well-formed. */
export function parseXml(text: string): Element {
  if (FORBIDDEN.test(text)) throw new Error("a character that XML does not know");
  const root: Element = { name: "", attributes: new Map(), children: [] };
  const open = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) throw new Error(`not well-formed at ${at}: ${text.slice(at, at + 60)}`);
    const [, slash, name = "", written = "", isEmpty, between] = match;
    const parent = open.at(-1) ?? root;
    if (between !== undefined) parent.children.push(unescaped(between));
    else if (slash === "/") {
      if (open.pop()?.name !== name || open.length === 0)
        throw new Error(`</${name}> ends nothing, at ${at}`);
    } else {
      const element: Element = { name, attributes: attributesOf(written), children: [] };
      parent.children.push(element);
      if (isEmpty !== "/") open.push(element);
    }
  }
  const [only] = root.children.filter((child) => typeof child !== "string");
  if (open.length > 1 || only === undefined) throw new Error("an element has no end");
  if (root.children.filter((child) => typeof child !== "string" || child.trim() !== "").length > 1) {
    throw new Error("there is more than one root");
  }
  return only;
}

function attributesOf(written: string): Map<string, string> {
  const pairs = [...written.matchAll(/([\w:.-]+)="([^"]*)"/g)].map(
    ([, name = "", value = ""]) => [name, unescaped(value)] as const,
  );
  const attributes = new Map(pairs);
  if (attributes.size < pairs.length) throw new Error(`an attribute twice: ${written}`);
  return attributes;
}

function unescaped(text: string): string {
  return text.replace(/&(?:([\w#]+);)?/g, (entity, name: string | undefined) => {
    const character = ENTITIES[name ?? ""];
    if (character === undefined) throw new Error(`no such entity: ${entity}`);
    return character;
  });
}

/** The element and all below it. */
export function allOf(element: Element): Element[] {
  return [element, ...element.children.flatMap((child) => (typeof child === "string" ? [] : allOf(child)))];
}

export function textOf(element: Element): string {
  return element.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}
