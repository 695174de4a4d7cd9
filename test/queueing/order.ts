import type { CandidateView, RoutingPolicy } from "follow-the-sun";
import type { Model } from "./model.js";
import type { Random } from "./random.js";

/** A model's policy as the package's own, and what must be settled before each decision. */
export interface Order {
  readonly policy: RoutingPolicy;
  /** Called before an item of this type is routed, so that the comparator is pure while it is. */
  settle(type: string): void;
}

export function orderOf(model: Model, random: Random): Order {
  switch (model.policy) {
    case "longest-idle":
      return { policy: { strategy: "longest-idle" }, settle: () => undefined };
    case "random":
      return shuffled(model, random);
    case "preference-order":
      return preferred(model);
  }
}

/** Every agent draws a lot for every decision; the lowest is chosen. */
function shuffled({ agents }: Model, random: Random): Order {
  const lots = new Map<string, number>();
  return {
    policy: byRank((agentId) => lots.get(agentId)),
    settle: () => agents.forEach(({ id }) => lots.set(id, random.next())),
  };
}

function preferred({ preference = {} }: Model): Order {
  const ranks = new Map(
    Object.entries(preference).map(([type, agents]) => [type, new Map(agents.map((id, rank) => [id, rank]))]),
  );
  let current: ReadonlyMap<string, number> | undefined;
  return {
    policy: byRank((agentId) => current?.get(agentId)),
    settle: (type) => void (current = ranks.get(type)),
  };
}

/** The lowest rank first; those without one last. */
function byRank(rankOf: (agentId: string) => number | undefined): RoutingPolicy {
  const rank = ({ agentId }: CandidateView) => rankOf(agentId) ?? Number.MAX_VALUE;
  return { compare: (a, b) => rank(a) - rank(b) };
}
