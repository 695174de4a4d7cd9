import { expect, test } from "vitest";
import { jsonSchemas } from "../../scripts/json-schemas.js";
import { committed, isValid } from "../support/json-schemas.js";

const generated = jsonSchemas();

test("schemas/ has a file for each of them, and no other", () => {
  expect(Object.keys(committed).sort()).toEqual(Object.keys(generated).sort());
});

test.each(Object.keys(generated))("%s is what the package checks with (else run npm run schemas)", (name) => {
  expect(committed[name]).toEqual(generated[name]);
});

test.each(Object.keys(generated))("%s says what it is, and refers to what is there", (name) => {
  const description = expect.stringMatching(/\.$/) as string;
  const title = expect.stringMatching(/^follow-the-sun /) as string;
  expect(committed[name]).toMatchObject({ $id: name, title, description });
  expect(isValid(name.replace(".schema.json", ""), "no object")).toBe(false);
});
