// The fair-share example knows it by this name.
export { randomFrom, type Random } from "../simulator/random.js";
