import { InputError, type Place } from "../simulator/errors.js";

/** One row: its cells as text, and where each of them starts, so that an error can point at it. */
export interface Row {
  readonly cells: readonly string[];
  readonly lines: readonly number[];
  readonly columns: readonly number[];
}

/** A CSV file with a header. */
export interface Table<Name extends string> {
  readonly file: string;
  readonly header: Row;
  /** Where in a row the wanted columns stand; others may stand between them. */
  readonly column: Readonly<Record<Name, number>>;
  readonly rows: readonly Row[];
}

/**
 * Reads CSV as RFC 4180 has it: quotes double inside quotes, quoted cells may span lines,
 * lines end in LF or CRLF, a byte order mark and blank lines are skipped.
 */
export function readCsv<Name extends string>(
  file: string,
  text: string,
  names: readonly Name[],
): Table<Name> {
  const scanner = new Scanner(file, text);
  const rows: Row[] = [];
  while (!scanner.atEnd) {
    const row = scanner.row();
    if (row.cells.length > 1 || row.cells[0] !== "") rows.push(row);
  }
  const header = rows.shift();
  if (header === undefined)
    throw new InputError("is empty, a header was expected", { file, line: 1, column: 1 });
  // A column that is missing explains lines that are too long: it comes first.
  const column = columnsOf(file, header, names);
  const width = header.cells.length;
  for (const row of rows) {
    const cells = row.cells.length;
    if (cells === width) continue;
    const place = placeOf(file, row, Math.min(cells, width + 1) - 1);
    throw new InputError(`has ${cells} cells where the header has ${width}`, place);
  }
  return { file, header, column, rows };
}

/** Where a cell stands. */
export function placeOf(file: string, row: Row, index: number): Place {
  return { file, line: row.lines[index] ?? row.lines[0] ?? 1, column: row.columns[index] ?? 1 };
}

function columnsOf<Name extends string>(
  file: string,
  header: Row,
  names: readonly Name[],
): Record<Name, number> {
  const found = names.map((name): [Name, number] => [name, header.cells.indexOf(name)]);
  const missing = found.filter(([, index]) => index < 0).map(([name]) => `"${name}"`);
  if (missing.length > 0) {
    const wrong = `the column ${missing.join(" and ")} is missing; the header has ${header.cells.join(", ")}`;
    throw new InputError(wrong, placeOf(file, header, 0));
  }
  return Object.fromEntries(found) as Record<Name, number>;
}

class Scanner {
  private at = 0;
  private line = 1;
  private lineStart = 0;

  constructor(
    private readonly file: string,
    private readonly text: string,
  ) {
    // The mark is no part of the first line: column 1 is the first letter after it.
    if (text.startsWith("\uFEFF")) this.at = this.lineStart = 1;
  }

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  row(): Row {
    const cells: string[] = [];
    const lines: number[] = [];
    const columns: number[] = [];
    for (;;) {
      lines.push(this.line);
      columns.push(this.column);
      cells.push(this.text[this.at] === '"' ? this.quoted() : this.plain());
      if (this.text[this.at] !== ",") break;
      this.at += 1;
    }
    this.endOfLine();
    return { cells, lines, columns };
  }

  private get column(): number {
    return this.at - this.lineStart + 1;
  }

  private plain(): string {
    const start = this.at;
    while (this.at < this.text.length && !",\r\n".includes(this.text.charAt(this.at))) this.at += 1;
    return this.text.slice(start, this.at);
  }

  private quoted(): string {
    const opened: Place = { file: this.file, line: this.line, column: this.column };
    let cell = "";
    this.at += 1;
    for (;;) {
      const close = this.text.indexOf('"', this.at);
      if (close < 0) throw new InputError("a quote is opened here and never closed", opened);
      const part = this.text.slice(this.at, close);
      this.countLines(part);
      cell += part;
      this.at = close + 1;
      if (this.text[this.at] !== '"') break;
      cell += '"';
      this.at += 1;
    }
    if (!this.atEnd && !",\r\n".includes(this.text.charAt(this.at))) {
      const begun = `the cell that begins in line ${opened.line ?? 1}, column ${opened.column}`;
      throw new InputError(`a comma or the end of the line was expected after ${begun}`, {
        file: this.file,
        line: this.line,
        column: this.column,
      });
    }
    return cell;
  }

  private countLines(part: string): void {
    for (let found = part.indexOf("\n"); found >= 0; found = part.indexOf("\n", found + 1)) {
      this.line += 1;
      this.lineStart = this.at + found + 1;
    }
  }

  private endOfLine(): void {
    if (this.text[this.at] === "\r") this.at += 1;
    if (this.text[this.at] === "\n") this.at += 1;
    this.line += 1;
    this.lineStart = this.at;
  }
}
