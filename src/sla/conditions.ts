import type { Attributes, Condition, SlaPolicyConfig } from "./config.js";

/** Do a ticket's attributes meet a policy's conditions? An attribute that is missing meets only `not`. */
export function matches({ when = {}, where }: SlaPolicyConfig, attributes: Attributes): boolean {
  const all = Object.entries(when).every(([name, condition]) => meets(attributes[name], condition));
  return all && (where === undefined || where(attributes));
}

function meets(value: string | number | boolean | undefined, condition: Condition): boolean {
  if (typeof condition !== "object") return value === condition;
  if (isList(condition)) return value !== undefined && condition.includes(value);
  if ("not" in condition) return value === undefined || !condition.not.includes(value);
  const { atLeast = -Infinity, atMost = Infinity } = condition;
  return typeof value === "number" && atLeast <= value && value <= atMost;
}

function isList<T>(value: T): value is Extract<T, readonly unknown[]> {
  return Array.isArray(value);
}
