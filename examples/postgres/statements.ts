const WAITING = `
select work, floor(extract(epoch from clock_timestamp()) * 1000)::float8 as now
from work_item
where desk_id = $1 and agent_id is null and done_at is null
order by arrived_at, id
limit $2`;

/** The end of every statement after which something has happened: the desk's next number and instant, and the event. */
const append = (who: string) => `, head as (
  update desk
  set seq = seq + 1, at = greatest(at, date_trunc('milliseconds', clock_timestamp()))
  from ${who}
  where desk.id = $1
  returning desk.id as desk_id, seq, at, coalesce($2::jsonb ->> 'id', desk.id || ':' || seq) as event_id,
    ${who}.agent_id
)
insert into desk_event (desk_id, seq, id, at, event)
select desk_id, seq, event_id, at, $2::jsonb || jsonb_build_object(
  'id', event_id, 'at', floor(extract(epoch from at) * 1000), 'agentId', agent_id)
from head
returning seq, event ->> 'agentId' as "agentId"`;

/** The agent's room back; the guard is that the agent has the item. */
const release = (change: string) => `
with item as (
  update work_item set ${change}
  where id = $3 and agent_id = $4 and done_at is null
  returning work ->> 'channel' as channel
), on_channel as (
  update agent_channel set open = open - 1
  from item
  where agent_id = $4 and agent_channel.channel = item.channel
  returning cost
), released as (
  update agent set used = used - cost
  from on_channel
  where agent.id = $4
  returning agent.id as agent_id
)${append("released")}`;

/** The statements of the recipe, each with its parameters from $1 on; README.md says why each guard is there. */
export const STATEMENTS = {
  lockDesk: `
select seq from desk where id = $1 for update`,

  eventsSince: `
select seq, event from desk_event where desk_id = $1 and seq > $2 order by seq`,

  waiting: WAITING,

  pullWaiting: `${WAITING}
for update skip locked`,

  assign: `
with item as (
  select id, work ->> 'channel' as channel from work_item
  where id = $3 and agent_id is null and done_at is null
  for update skip locked
), free as (
  select agent_id, channel, cost, item.id as work_id
  from unnest($4::text[]) with ordinality as ranked (agent_id, place)
    join agent_channel using (agent_id)
    join agent on agent.id = agent_id
    join item using (channel)
  where open < max and used + cost <= capacity
  order by place
  limit 1
  for update of agent_channel, agent skip locked
), on_channel as (
  update agent_channel set open = open + 1
  from free
  where agent_channel.agent_id = free.agent_id and agent_channel.channel = free.channel
), in_total as (
  update agent set used = used + cost from free where agent.id = free.agent_id
), given as (
  update work_item set agent_id = free.agent_id from free where work_item.id = work_id
)${append("free")}`,

  finish: release("done_at = clock_timestamp()"),

  handBack: release("agent_id = null"),

  latestSnapshot: `
select seq, saved from desk_snapshot where desk_id = $1 order by seq desc limit 1`,

  saveSnapshot: `
insert into desk_snapshot (desk_id, seq, saved) values ($1, $2, $3) on conflict do nothing`,
} as const;

export type Statements = Readonly<Record<keyof typeof STATEMENTS, string>>;
