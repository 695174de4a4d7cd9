/** The floors of the house: who stands on whom. test/lint/floors.test.ts shows each rule at work. */
const standsOn = {
  errors: [],
  check: ["errors"],
  time: ["errors"],
  schedule: ["errors", "check", "time"],
  sla: ["errors", "check", "time", "schedule"],
  routing: ["errors", "check", "time", "schedule"],
};

const file = (/** @type {string} */ room) => `^src/${room}(/|\\.ts$)`;

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const rules = [
  ...Object.entries(standsOn).map(([room, below]) => ({
    name: `floor-${room}`,
    comment: `src/${room} imports only itself and: ${below.join(", ") || "nothing"}.`,
    from: { path: file(room) },
    to: { pathNot: [...[room, ...below].map(file), "(^|/)node_modules/"] },
  })),
  {
    name: "through-the-door",
    comment:
      "Rooms meet at index.ts (what users get), internal.ts (what the floors above get besides) or schema.ts.",
    from: { path: "^src/([^/]+)/" },
    to: { path: "^src/[^/]+/", pathNot: ["^src/$1/", "^src/[^/]+/(index|internal|schema)\\.ts$"] },
  },
  {
    name: "front-door",
    comment: "Users get what a room's index.ts shows.",
    from: { path: "^src/index\\.ts$" },
    to: { path: "^src/[^/]+/", pathNot: "/index\\.ts$" },
  },
  {
    name: "no-new-room",
    comment: "A new folder or file at the top of src needs a floor in this file.",
    from: { path: "^src/", pathNot: ["^src/index\\.ts$", ...Object.keys(standsOn).map(file)] },
    to: {},
  },
  {
    name: "no-cycle",
    comment: "Files that import each other are one file.",
    from: { path: "^src/" },
    to: { circular: true },
  },
  {
    name: "no-orphan",
    comment: "What the front door does not reach is left over.",
    from: { path: "^src/index\\.ts$" },
    to: { path: "^src/", reachable: false },
  },
  {
    name: "oracle-stands-alone",
    comment: "An oracle that reaches src, over whatever path, proves nothing.",
    from: { path: "^test/oracle/" },
    to: { path: "^src/", reachable: true },
  },
];

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: rules.map((rule) => ({ severity: "error", ...rule })),
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true, // an import of a type is an import
    tsConfig: { fileName: "tsconfig.json" }, // resolves `follow-the-sun` to src
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "default"] },
  },
};
