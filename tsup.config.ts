import { defineConfig } from "tsup";

const doors = ["src/index.ts", "src/schedule/index.ts", "src/routing/index.ts", "src/sla/index.ts"];

/**
 * The package: ESM, CJS and types for the front door and the three rooms.
 *
 * `splitting` puts what rooms share into chunks, so that a class is one class through every subpath.
 * The schemas are files of their own in dist too: with `"sideEffects": false` a user's bundler then leaves them,
 * and zod, out where nothing is defined.
 * `treeshake` has rollup write the CJS chunks; tsup's own step would turn `?.` and `??` into slow closures.
 */
export default defineConfig({
  entry: [...doors, "src/**/*schema.ts"],
  format: ["esm", "cjs"],
  target: "node20",
  dts: { entry: doors, compilerOptions: { ignoreDeprecations: "6.0" } }, // tsup sets a `baseUrl`
  splitting: true,
  treeshake: true,
  clean: true,
});
