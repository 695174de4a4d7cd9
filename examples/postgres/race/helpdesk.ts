import { defineRoster, type AgentConfig, type RosterConfig, type WorkItem } from "follow-the-sun";
import type { Database } from "../store.js";

/** Two teams that never sleep, so that the race can be run at any hour. */
const teams = {
  lisbon: { timeZone: "Europe/Lisbon", weekly: "always" },
  lagos: { timeZone: "Africa/Lagos", weekly: "always" },
} as const;

/** Twenty-four agents; an email takes one of four units of capacity, a chat two. */
const agents: AgentConfig[] = Array.from({ length: 24 }, (_, index) => ({
  id: `agent-${String(index + 1).padStart(2, "0")}`,
  team: index % 2 === 0 ? "lisbon" : "lagos",
  languages: { en: "C1", ...(index % 2 === 0 && { pt: "native" }), ...(index % 5 === 0 && { fr: "C1" }) },
  capacity: { total: 4, channels: { email: { max: 3 }, chat: { max: 2, cost: 2 } } },
  weight: index % 6 === 0 ? 0.5 : 1,
}));

const config: RosterConfig = { teams, agents };
export const ROSTER = defineRoster(config);
export const DESK_ID = "main";

const LANGUAGES = ["en", "en", "pt", "en", "fr", "pt", "en"] as const;
const FIRST_ARRIVAL = Date.UTC(2026, 2, 30, 8);

/** So many tickets that wait, one a second. */
function backlog(count: number): WorkItem[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `T-${String(index + 1).padStart(5, "0")}`,
    channel: index % 3 === 0 ? "chat" : "email",
    languages: [LANGUAGES[index % LANGUAGES.length] ?? "en"],
    size: index % 4 === 0 ? 2 : 1,
    arrivedAt: FIRST_ARRIVAL + index * 1000,
  }));
}

/** The rows with which the race begins. */
const SEED = {
  desk: `insert into desk (id) values ($1)`,
  items: `
insert into work_item (id, desk_id, work, arrived_at)
select work ->> 'id', $1, work, to_timestamp((work ->> 'arrivedAt')::float8 / 1000)
from jsonb_array_elements($2) as work`,
  agents: `
insert into agent (id, capacity)
select agent ->> 'id', (agent #>> '{capacity,total}')::int from jsonb_array_elements($1) as agent`,
  channels: `
insert into agent_channel (agent_id, channel, max, cost)
select agent ->> 'id', channel, (its ->> 'max')::int, coalesce((its ->> 'cost')::int, 1)
from jsonb_array_elements($1) as agent, jsonb_each(agent #> '{capacity,channels}') as channels (channel, its)`,
};

export async function seed(db: Database, items: number): Promise<void> {
  const run = (name: keyof typeof SEED, ...values: unknown[]) =>
    db.query({
      name,
      text: SEED[name],
      values: values.map((value) => (value === DESK_ID ? value : JSON.stringify(value))),
    });
  await run("desk", DESK_ID);
  await run("items", DESK_ID, backlog(items));
  await run("agents", agents);
  await run("channels", agents);
}

export async function countDone(db: Database): Promise<number> {
  const { rows } = await db.query("select count(*)::int as done from work_item where done_at is not null");
  return (rows as { done: number }[])[0]?.done ?? 0;
}

export async function isAllDone(db: Database): Promise<boolean> {
  const { rows } = await db.query("select not exists (select from work_item where done_at is null) as yes");
  return (rows as { yes: boolean }[])[0]?.yes === true;
}
