import { readFileSync } from "node:fs";
import ts from "typescript";

/** A piece of code that a reader may copy, from a Markdown file or a doc comment. */
export interface Snippet {
  /** `README.md:12` or `src/sla/clock.ts dueAt`. */
  readonly place: string;
  readonly code: string;
}

/** The TypeScript blocks of a Markdown file. A block after `<!-- not run -->` is left out. */
export function markdownSnippets(path: string): Snippet[] {
  const text = readFileSync(path, "utf8");
  const blocks = text.matchAll(/(<!-- not run -->\n)?^```ts\n(.*?)^```$/gms);
  return [...blocks].flatMap(({ 1: notRun, 2: code = "", index }) =>
    notRun === undefined ? [{ place: `${path}:${text.slice(0, index).split("\n").length}`, code }] : [],
  );
}

/** The `@example`s of the doc comments in a source file. The text on the line of the tag is a title. */
export function docCommentSnippets(path: string): Snippet[] {
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true);
  return source.statements.flatMap((statement) =>
    ts.getJSDocTags(statement).flatMap((tag) => {
      if (tag.tagName.text !== "example") return [];
      const name = (statement as { name?: ts.Identifier }).name?.text ?? "";
      const lines = tag
        .getFullText()
        .split("\n")
        .slice(1)
        .map((line) => line.replace(/^\s*\* ?/, ""));
      return [{ place: `${path} ${name}`, code: lines.join("\n") }];
    }),
  );
}

/** One thing that a snippet says its reader will see, beside what it gave. */
export interface Shown {
  readonly code: string;
  readonly expected: string;
  readonly got: unknown;
}

/**
 * Run a snippet. Of every expression statement with a comment behind it
 * (`// => value`, or the text that `console.log` prints) the result is kept.
 *
 * @param names - What the snippet can use without importing it.
 */
export function runSnippet(
  code: string,
  modules: Record<string, unknown>,
  names: Record<string, unknown>,
): Shown[] {
  const shown: Shown[] = [];
  const note = (expected: string, statement: string, got: unknown) =>
    shown.push({ expected, code: statement, got });
  const { outputText } = ts.transpileModule(noteExpectations(code), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const all = {
    ...names,
    note,
    exports: {},
    require: (name: string) => modules[name],
    console: { log: (x: unknown) => x },
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- running our own documentation is the point
  const run = new Function(...Object.keys(all), outputText) as (...values: unknown[]) => void;
  run(...Object.values(all));
  return shown;
}

/** `f(x); // => y` becomes `note("y", "f(x)", f(x));`. */
function noteExpectations(code: string): string {
  const source = ts.createSourceFile("snippet.ts", code, ts.ScriptTarget.ES2022, true);
  let noted = code;
  for (const statement of [...source.statements].reverse()) {
    if (!ts.isExpressionStatement(statement)) continue;
    const expected = commentAfter(code, statement.end);
    if (expected === undefined) continue;
    const text = statement.expression.getText(source);
    const call = `note(${JSON.stringify(expected)}, ${JSON.stringify(text)}, ${text});`;
    noted = noted.slice(0, statement.getStart(source)) + call + noted.slice(statement.end);
  }
  return noted;
}

/** The comment behind a statement, on its line or alone on the next. */
function commentAfter(code: string, end: number): string | undefined {
  const match = /^(?:[ \t]*|[ \t]*\n[ \t]*)\/\/ ?(.*)/.exec(code.slice(end));
  return match?.[1];
}

/** Does a value read as the comment says? A comment may go on after the value. */
export function reads(expected: string, got: unknown): boolean {
  const text = expected.replace(/^=> /, "");
  if (typeof got === "number") return Number(/^-?[\d_.]+/.exec(text)?.[0].replaceAll("_", "")) === got;
  if (typeof got === "object" && got !== null && !(got instanceof Date)) return readsAsObject(text, got);
  return text.startsWith(got instanceof Date ? got.toISOString() : String(got));
}

/** `{ state: "running", … }`: the fields that are shown, with their values. */
function readsAsObject(text: string, got: object): boolean {
  const literal = text.replace(/,? …/g, "");
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- as above
  const shown = new Function(`return (${literal})`)() as object;
  const plain = JSON.parse(JSON.stringify(got)) as Record<string, unknown>;
  if (Array.isArray(shown)) return JSON.stringify(shown) === JSON.stringify(plain);
  return Object.entries(shown).every(([key, value]) => JSON.stringify(plain[key]) === JSON.stringify(value));
}
