import type { Client } from "pg";
import { STATEMENTS, type Statements } from "../statements.js";
import type { Database } from "../store.js";

/** What goes wrong, and after how many statements. */
export interface Fault {
  readonly kind: "drop" | "kill" | "freeze";
  readonly after: number;
}

/** Tells the race what goes wrong, right before it does. */
export type Announce = (fault: Fault["kind"], statement: string, then: () => void) => void;

/**
 * A connection that breaks after so many statements, wherever in a transaction that is. The last one is
 * sent, and its answer never arrives: if it was a commit, only the database knows whether it happened.
 */
export function faulty(client: Client, fault: Fault | undefined, announce: Announce): Database {
  if (fault === undefined) return client;
  let left = fault.after;
  return {
    query: (statement) => {
      const answer = client.query(statement);
      if (--left !== 0) return answer;
      answer.catch(() => undefined);
      return new Promise((resolve, reject) => {
        announce(fault.kind, typeof statement === "string" ? statement : statement.name, () => {
          happen(fault.kind, client);
          if (fault.kind !== "kill") answer.then(resolve, reject);
        });
      });
    },
  };
}

function happen(kind: Fault["kind"], client: Client): void {
  if (kind === "drop") client.connection.stream.destroy();
  else process.kill(process.pid, kind === "kill" ? "SIGKILL" : "SIGSTOP");
}

/** The guards of a claim, to be left out: the laws must be seen to break without them. */
export const GUARDS = {
  item: "agent_id is null and done_at is null",
  room: "open < max and used + cost <= capacity",
} as const;
export type Guard = keyof typeof GUARDS;

export function statementsWithout(guard: Guard | undefined): Statements {
  if (guard === undefined) return STATEMENTS;
  return { ...STATEMENTS, assign: STATEMENTS.assign.replace(GUARDS[guard], "true") };
}

/** The tables' own checks stand behind the guards. */
export const DROP_CHECKS = `
alter table agent drop constraint room;
alter table agent_channel drop constraint room`;
