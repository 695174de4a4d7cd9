import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

// The rules of the house that types cannot keep. test/lint/eslint.test.ts shows each of them at work.

const asked = "src is pure: the instant, the randomness and the settings come in as arguments.";
const local = "The answer would depend on the host's zone or locale.";
const localFields = "(FullYear|Year|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds|TimezoneOffset)";
const localTexts = "(toDateString|toTimeString|toLocale\\w+|localeCompare)";

/** What no file of src may write. `Date` stands only in `Date.UTC`, `new Date(x)`, `instanceof Date` and types. */
const impureSyntax = [
  [
    ":not(NewExpression[callee.name='Date'], MemberExpression, BinaryExpression[operator='instanceof'], TSTypeReference) > Identifier[name='Date']",
    asked,
  ],
  ["MemberExpression[object.name='Date']:not([computed=false][property.name='UTC'])", asked],
  ["NewExpression[callee.name='Date'][arguments.length!=1]", asked],
  ["NewExpression[callee.name='Date'] > SpreadElement", asked],
  [`MemberExpression[property.name=/^[gs]et${localFields}$/]`, local],
  [`MemberExpression[property.value=/^[gs]et${localFields}$/]`, local],
  [`MemberExpression[property.name=/^${localTexts}$/]`, local],
  [
    "CallExpression[callee.property.name='toString'][arguments.length=0]",
    `${local} For a number: String(n).`,
  ],
  [":matches(NewExpression, CallExpression)[callee.object.name='Intl'][arguments.length<2]", local],
  [":not(MemberExpression[computed=false]) > Identifier[name='Math']", asked],
  ["MemberExpression[object.name='Math'][property.name='random']", asked],
  ["MetaProperty[meta.name='import']", asked],
  ["ImportExpression", "src imports statically, so that its floors can be checked."],
].map(([selector = "", message = ""]) => ({ selector, message }));

const impureGlobals = [
  ...["process", "performance", "console", "crypto", "navigator", "fetch", "Temporal"],
  ...["setTimeout", "setInterval", "setImmediate", "queueMicrotask"],
  ...["globalThis", "global", "require", "module", "eval", "Function"],
];

/**
 * The rules for a folder of src: which packages it may import, which globals it may not name besides.
 * @returns {import("eslint").Linter.RulesRecord}
 */
const pure = ({ packages = "", globals = ["Intl"] }) => ({
  "no-restricted-syntax": ["error", ...impureSyntax],
  "no-restricted-globals": [
    "error",
    ...[...impureGlobals, ...globals].map((name) => ({ name, message: asked })),
  ],
  "no-restricted-imports": [
    "error",
    {
      paths: [
        {
          name: "luxon",
          allowImportNames: ["IANAZone"],
          message: "The rest of luxon reads the host's clock, zone or locale.",
        },
      ],
      patterns: [
        {
          regex: `^(?!\\.\\.?/${packages && `|(${packages})$`})`,
          message:
            "Only src/time imports luxon, only *schema.ts and src/check.ts import zod, as zod/mini; src imports nothing else.",
        },
      ],
    },
  ],
});

/**
 * The rules for a folder that may not import what `regex` names.
 * @param {string} regex
 * @param {string} message
 * @returns {import("eslint").Linter.RulesRecord}
 */
const importsNo = (regex, message) => ({
  "no-restricted-imports": ["error", { patterns: [{ regex, message }] }],
  "no-restricted-syntax": [
    "error",
    { selector: `ImportExpression[source.value=/${regex.replaceAll("/", "\\/")}/]`, message },
  ],
});

export default defineConfig(
  { ignores: ["dist/", "coverage/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "@typescript-eslint/require-array-sort-compare": "error",
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-unnecessary-condition": "off", // JavaScript callers can break what the types promise
      "@typescript-eslint/no-non-null-assertion": "off", // a bisection knows its bounds, noUncheckedIndexedAccess does not
    },
  },

  { files: ["**/*.{js,mjs,cjs}"], extends: [tseslint.configs.disableTypeChecked] }, // tsc checks these

  { files: ["src/**/*.ts"], rules: pure({}) },
  { files: ["src/time/**/*.ts"], rules: pure({ packages: "luxon", globals: [] }) },
  { files: ["src/**/*schema.ts", "src/check.ts"], rules: pure({ packages: "zod/mini" }) },
  {
    files: ["test/oracle/**/*.ts"],
    rules: importsNo(
      "(^|/)src(/|$)|^follow-the-sun(/|$)",
      "An oracle that shares code with src proves nothing.",
    ),
  },
  {
    files: ["examples/**/*.ts"],
    rules: importsNo(
      "(^|/)(src|dist|test)(/|$)",
      "Examples import what a user can: follow-the-sun and its subpaths.",
    ),
  },
);
