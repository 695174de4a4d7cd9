/**
 * Where a text stops being JSON. `JSON.parse` tells it in words that differ from engine to engine, and
 * often not at all; this walks the grammar of RFC 8259 for the position alone.
 */
export function jsonErrorAt(text: string): number {
  const walker = new Walker(text);
  walker.value();
  return walker.at;
}

const SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const OTHER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

class Walker {
  at = 0;

  constructor(private readonly text: string) {}

  /** Steps over a value; false, and standing where it went wrong, when there is none. */
  value(): boolean {
    this.skip(SPACE);
    if (this.skipMark("{")) return this.list("}", () => this.key() && this.value());
    if (this.skipMark("[")) return this.list("]", () => this.value());
    return (this.skip(STRING) || this.skip(OTHER)) && this.skip(SPACE);
  }

  private key(): boolean {
    this.skip(SPACE);
    return this.skip(STRING) && this.skip(SPACE) && this.skipMark(":");
  }

  private list(end: string, item: () => boolean): boolean {
    this.skip(SPACE);
    if (this.skipMark(end)) return this.skip(SPACE);
    do if (!item()) return false;
    while (this.skipMark(","));
    return this.skipMark(end) && this.skip(SPACE);
  }

  private skipMark(mark: string): boolean {
    if (this.text[this.at] !== mark) return false;
    this.at += 1;
    return true;
  }

  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) return false;
    this.at = pattern.lastIndex;
    return true;
  }
}
