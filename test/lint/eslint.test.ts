import { ESLint } from "eslint";
import tseslint from "typescript-eslint";
import { describe, expect, test } from "vitest";

// Without type information: the planted files are not on the disk, and these rules need none.
const eslint = new ESLint({
  overrideConfig: tseslint.configs.disableTypeChecked as ESLint.Options["overrideConfig"],
});

const RESTRICTED = /^no-restricted-(syntax|globals|imports)$/;

/** The house rules that `code` breaks when it stands in the file `filePath`. */
async function broken(filePath: string, code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath });
  const messages = result?.messages ?? [];
  expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  return [...new Set(messages.map(({ ruleId }) => ruleId).filter((ruleId) => RESTRICTED.test(ruleId ?? "")))];
}

describe("src is pure", () => {
  const syntax = [
    "export const now = Date.now();",
    "export const now = Date['now']();",
    "export const { now } = Date;",
    "export const clock = Date;",
    "export const now = new Date();",
    "export const now = new Date;",
    "export const now = Date();",
    "export const day = new Date(2026, 0, 1);",
    "export const day = new Date(...[2026, 0, 1]);",
    "export const ms = (text: string) => Date.parse(text);",
    "export const hour = (date: Date) => date.getHours();",
    "export const hour = (date: Date) => date['getHours']();",
    "export const weekday = (date: Date) => date.getDay();",
    "export const offset = (date: Date) => date.getTimezoneOffset();",
    "export const open = (date: Date) => date.setHours(9);",
    "export const text = (date: Date) => date.toLocaleString();",
    "export const text = (date: Date) => date.toDateString();",
    "export const text = (date: Date) => date.toString();",
    "export const order = (a: string, b: string) => a.localeCompare(b);",
    "export const chance = Math.random();",
    "export const chance = Math['random']();",
    "export const { random } = Math;",
    "export const here = import.meta.url;",
    "export const later = import('./instant.js');",
  ];
  test.each(syntax)("refused in any room: %s", async (code) => {
    expect(await broken("src/schedule/planted.ts", code)).toEqual(["no-restricted-syntax"]);
    expect(await broken("src/time/planted.ts", code)).toEqual(["no-restricted-syntax"]);
    expect(await broken("src/schedule/schema.ts", code)).toEqual(["no-restricted-syntax"]);
  });

  const globals = [
    "export const zone = process.env.TZ;",
    "export const now = performance.now();",
    "export const wait = () => setTimeout(() => undefined, 1);",
    "export const say = () => console.log(1);",
    "export const now = globalThis.Date.now();",
    "export const id = crypto.randomUUID();",
    "export const now = eval('Date.now()');",
  ];
  test.each(globals)("refused in any room: %s", async (code) => {
    expect(await broken("src/routing/planted.ts", code)).toEqual(["no-restricted-globals"]);
    expect(await broken("src/time/planted.ts", code)).toEqual(["no-restricted-globals"]);
  });

  const allowed = [
    "export const epoch = new Date(0);",
    "export const day = (date: Date) => date.getUTCDay();",
    "export const isDate = (value: unknown): value is Date => value instanceof Date;",
    "export const ms = Date.UTC(2026, 0, 1);",
    "export const text = (date: Date) => date.toISOString();",
    "export const whole = Math.floor(1.5);",
    "export type { Instant } from '../time/index.js';",
  ];
  test.each(allowed)("allowed: %s", async (code) => {
    expect(await broken("src/schedule/planted.ts", code)).toEqual([]);
  });
});

describe("Intl and packages have their place", () => {
  const SYNTAX = ["no-restricted-syntax"];
  const GLOBALS = ["no-restricted-globals"];
  const IMPORTS = ["no-restricted-imports"];
  test.each<[file: string, code: string, broken: string[]]>([
    [
      "src/schedule/hours.ts",
      "export const f = new Intl.DateTimeFormat('en', { timeZone: 'UTC' });",
      GLOBALS,
    ],
    ["src/time/zone.ts", "export const f = new Intl.DateTimeFormat('en', { timeZone: 'UTC' });", []],
    ["src/time/zone.ts", "export const f = new Intl.DateTimeFormat();", SYNTAX],
    ["src/schedule/hours.ts", "export { IANAZone } from 'luxon';", IMPORTS],
    ["src/schedule/schema.ts", "export { IANAZone } from 'luxon';", IMPORTS],
    ["src/time/zone.ts", "export { IANAZone } from 'luxon';", []],
    ["src/time/zone.ts", "export { DateTime } from 'luxon';", IMPORTS],
    ["src/time/zone.ts", "export * as luxon from 'luxon';", IMPORTS],
    ["src/schedule/schema.ts", "export * as z from 'zod/mini';", []],
    ["src/time/schema.ts", "export * as z from 'zod/mini';", []],
    ["src/time/schema.ts", "export { IANAZone } from 'luxon';", IMPORTS],
    ["src/sla/policy-schema.ts", "export * as z from 'zod/mini';", []],
    ["src/schedule/schema.ts", "export * as z from 'zod';", IMPORTS],
    ["src/schedule/calendar.ts", "export * as z from 'zod/mini';", IMPORTS],
    ["src/time/zone.ts", "export * as z from 'zod/mini';", IMPORTS],
    ["src/index.ts", "export { readFileSync } from 'node:fs';", IMPORTS],
    ["src/index.ts", "export { route } from 'follow-the-sun/routing';", IMPORTS],

    ["test/oracle/hours.ts", "export { route } from '../../src/index.js';", IMPORTS],
    ["test/oracle/hours.ts", "export type { Calendar } from '../../src/schedule/calendar.js';", IMPORTS],
    ["test/oracle/hours.ts", "export { route } from 'follow-the-sun';", IMPORTS],
    ["test/oracle/hours.ts", "export { route } from 'follow-the-sun/routing';", IMPORTS],
    ["test/oracle/hours.ts", "export const late = import('../../src/index.js');", SYNTAX],
    ["test/oracle/hours.ts", "export { tz } from 'date-fns-tz';", []],
    ["test/schedule/hours.test.ts", "export { route } from '../../src/index.js';", []],

    ["examples/day/main.ts", "export { route } from '../../src/index.js';", IMPORTS],
    ["examples/day/main.ts", "export { route } from '../../dist/index.js';", IMPORTS],
    ["examples/day/main.ts", "export { route } from 'follow-the-sun/src/index.js';", IMPORTS],
    ["examples/day/main.ts", "export const late = import('../../src/index.js');", SYNTAX],
    ["examples/day/main.ts", "export { route } from 'follow-the-sun';", []],
    ["examples/day/main.ts", "export { route } from 'follow-the-sun/routing';", []],
    ["examples/day/main.ts", "export { print } from './report.js';", []],
  ])("%s: %s", async (file, code, expected) => {
    expect(await broken(file, code)).toEqual(expected);
  });
});
