import { fileURLToPath } from "node:url";
import { readCompany, type CompanyFile } from "../simulator/company-file.js";
import type { Focus } from "./effect.js";

/** What is shown of a company beside its file. */
export interface Example {
  readonly file: string;
  /** Whom the change is made for. */
  readonly focus: Focus;
  /** The days on which it is tried. Default: the day of the file. */
  readonly trial?: { readonly date: string; readonly days: number };
}

export const EXAMPLES = {
  retailer: {
    file: fileOf("retailer"),
    focus: {
      name: "Japanese chats",
      isIn: ({ kind, language }) => kind.startsWith("chat") && language === "ja",
      withinMinutes: 2,
    },
  },
  saas: {
    file: fileOf("saas"),
    focus: { name: "severity 1", isIn: ({ kind }) => kind === "sev1", withinMinutes: 15 },
    // From the Monday after Dublin's clocks went back to the Friday before Denver's do.
    trial: { date: "2026-10-26", days: 5 },
  },
  hotels: {
    file: fileOf("hotels"),
    focus: {
      name: "EU calls",
      isIn: ({ kind, country }) => kind.startsWith("call") && EU.has(country),
      withinMinutes: 2,
    },
  },
} satisfies Readonly<Record<string, Example>>;

export type ExampleName = keyof typeof EXAMPLES;

const EU: ReadonlySet<string> = new Set(["AT", "DE", "ES", "FR", "GR", "IT", "NL", "PT"]);

export function isExample(name: string): name is ExampleName {
  return Object.hasOwn(EXAMPLES, name);
}

export function companyOf(name: ExampleName): CompanyFile {
  return readCompany(EXAMPLES[name].file);
}

function fileOf(name: string): string {
  return fileURLToPath(new URL(`${name}/company.json`, import.meta.url));
}
