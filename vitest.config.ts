import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const src = fileURLToPath(new URL("src", import.meta.url));

export default defineConfig({
  resolve: {
    // The tests read src, so they need no build; a room's subpath is its folder.
    alias: [
      { find: /^follow-the-sun$/, replacement: `${src}/index.ts` },
      { find: /^follow-the-sun\/(\w+)$/, replacement: `${src}/$1/index.ts` },
    ],
  },
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["scripts/ensure-built.mjs"], // for the examples, which use the built package
    setupFiles: ["test/support/setup.ts"],
    isolate: false, // the package keeps no state that could leak from one file into another; half the time
    maxWorkers: "100%", // of the cores: vitest leaves one of two alone
    testTimeout: process.env.FC_RUNS ? 600_000 : 60_000,
    coverage: { include: ["src/**"] },
  },
});
