import { readdirSync } from "node:fs";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import * as api from "follow-the-sun";
import { prelude } from "./prelude.js";
import { docCommentSnippets, markdownSnippets, reads, runSnippet, type Snippet } from "./snippets.js";

const modules = { "follow-the-sun": api };
const files = (folder: string, ending: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(ending))
    .map((path) => `${folder}/${path}`);

const pages = ["README.md", ...files("docs", ".md")].flatMap(markdownSnippets);
const comments = files("src", ".ts").flatMap(docCommentSnippets);

function expectTrue({ place, code }: Snippet, names: Record<string, unknown>): void {
  const shown = runSnippet(code, modules, names);
  for (const { code, expected, got } of shown) {
    expect(reads(expected, got), `${place}: ${code}\n  says  ${expected}\n  gives ${show(got)}`).toBe(true);
  }
}

const show = (got: unknown) =>
  got instanceof Date ? got.toISOString() : typeof got === "string" ? got : JSON.stringify(got);

describe("what the pages show is what the reader gets:", () => {
  test.each(pages.map((snippet) => [snippet.place, snippet] as const))("%s", (_, snippet) => {
    expectTrue(snippet, {});
  });

  test("and it type-checks as it stands", () => {
    expect(diagnose(pages)).toEqual([]);
  }, 60_000);
});

describe("the examples of the doc comments run:", () => {
  test("there are some", () => {
    expect(comments.length).toBeGreaterThan(10);
  });

  test.each(comments.map((snippet) => [snippet.place, snippet] as const))("%s", (_, snippet) => {
    const names = Object.entries(prelude()).filter(
      ([name]) => !new RegExp(`const ${name}\\b`).test(snippet.code),
    );
    expectTrue(snippet, Object.fromEntries(names));
  });
});

test("a snippet with a wrong answer is found out", () => {
  const [right, wrong] = runSnippet(
    "add(1, 2); // => 3\nadd(1, 2);\n// => 4",
    {},
    { add: (a: number, b: number) => a + b },
  );
  expect(reads(right?.expected ?? "", right?.got)).toBe(true);
  expect(reads(wrong?.expected ?? "", wrong?.got)).toBe(false);
});

/** Type-check snippets as files of a user of the package. */
function diagnose(snippets: readonly Snippet[]): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: ["node"],
    paths: { "follow-the-sun": [`${process.cwd()}/src/index.ts`] },
  };
  const code = new Map(
    snippets.map((each, index) => [`${process.cwd()}/test/docs/snippet-${index}.mts`, each.code]),
  );
  const host = ts.createCompilerHost(options);
  const disk = { ...host };
  host.readFile = (name) => code.get(name) ?? disk.readFile(name);
  host.fileExists = (name) => code.has(name) || disk.fileExists(name);
  host.getSourceFile = (name, version, ...rest) => {
    const text = code.get(name);
    return text === undefined
      ? disk.getSourceFile(name, version, ...rest)
      : ts.createSourceFile(name, `${text}\nexport {};`, version);
  };
  const program = ts.createProgram([...code.keys()], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, messageText }) =>
        `${file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
}
