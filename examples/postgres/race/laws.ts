const HISTORY = `
with history as (
  select seq, event ->> 'type' as type, event ->> 'agentId' as agent_id, event ->> 'reason' as reason,
    coalesce(event ->> 'workId', event #>> '{work,id}') as work_id
  from desk_event
)`;

/** Lists what breaks the law. The plant is a change of the tables that does break it, so that it is seen to be found. */
interface Law {
  readonly broken: string;
  readonly plant: string;
}

/**
 * What must hold at any moment, in plain SQL on the log, the snapshots and the helpdesk's own tables: nothing of
 * the package is in it.
 */
export const LAWS: Readonly<Record<string, Law>> = {
  "nothing lost: every item waits, is held or is done, as the log says": {
    broken: `${HISTORY}, latest as (
  select distinct on (work_id) work_id, type, agent_id, reason from history order by work_id, seq desc
)
select coalesce(id, work_id) as problem
from work_item full join latest on work_id = id
where id is null or case
  when type = 'assigned' then work_item.agent_id is distinct from latest.agent_id or done_at is not null
  when reason = 'done' then work_item.agent_id is distinct from latest.agent_id or done_at is null
  else work_item.agent_id is not null or done_at is not null
end`,
    plant: `delete from work_item where id = (select event #>> '{work,id}' from desk_event where seq = 1)`,
  },

  "nothing doubled: given only when nobody had it, taken only from who had it, done once": {
    broken: `${HISTORY}, steps as (
  select *,
    lag(type, 1, 'released') over item as type_before,
    lag(agent_id, 1, agent_id) over item as agent_before,
    lag(reason, 1, '') over item as reason_before
  from history
  window item as (partition by work_id order by seq)
)
select type || ' ' || work_id || ', event ' || seq as problem
from steps
where type = type_before or type = 'released' and agent_id <> agent_before or reason_before = 'done'`,
    plant: `
insert into desk_event (desk_id, seq, id, at, event)
select desk_id, (select max(seq) + 1 from desk_event), 'planted', at, event from desk_event where seq = 1`,
  },

  "no agent ever over capacity, on a channel or in total": {
    broken: `${HISTORY}, changes as (
  select seq, history.agent_id, work ->> 'channel' as channel, case type when 'assigned' then 1 else -1 end as change
  from history join work_item on work_item.id = work_id
), loads as (
  select seq, agent_id, max, capacity,
    sum(change) over (partition by agent_id, channel order by seq) as open,
    sum(change * cost) over (partition by agent_id order by seq) as used
  from changes
    join agent_channel using (agent_id, channel)
    join agent on agent.id = agent_id
)
select agent_id || ' has ' || open || ' of ' || max || ', ' || used || ' of ' || capacity || ', event ' || seq as problem
from loads
where open not between 0 and max or used not between 0 and capacity`,
    plant: `
update desk_event set event = jsonb_set(event, '{agentId}', (select event -> 'agentId' from desk_event where seq = 1))
where event ->> 'type' = 'assigned'`,
  },

  "the log has no gap, and its clock never goes back": {
    broken: `
select 'event ' || seq as problem
from (
  select seq, at, event, row_number() over (order by seq) as place, lag(at, 1, at) over (order by seq) as before
  from desk_event
) as log
where seq <> place or at < before or floor(extract(epoch from at) * 1000) <> (event ->> 'at')::numeric`,
    plant: `delete from desk_event where seq = 2`,
  },

  "the guards count what agents hold": {
    broken: `
select agent_channel.agent_id || ' ' || channel as problem
from agent_channel
  join agent on agent.id = agent_channel.agent_id
  left join work_item on work_item.agent_id = agent.id and done_at is null
group by agent_channel.agent_id, channel, open, used
having open <> count(work_item.id) filter (where work ->> 'channel' = channel)
  or used <> (select coalesce(sum(open * cost), 0) from agent_channel as every where every.agent_id = agent_channel.agent_id)`,
    plant: `update agent set used = case used when 0 then 1 else used - 1 end where id = 'agent-01'`,
  },

  // Each item twice, once by the log and once by the snapshot.
  "every snapshot has each item with the agent who had it by then": {
    broken: `${HISTORY}, latest as (
  select distinct on (desk_snapshot.seq, work_id) desk_snapshot.seq as saved_at, work_id, agent_id, type
  from desk_snapshot join history on history.seq <= desk_snapshot.seq
  order by desk_snapshot.seq, work_id, history.seq desc
), held as (
  select saved_at, work_id, agent_id from latest where type = 'assigned'
  union all
  select seq, item #>> '{work,id}', item ->> 'agentId'
  from desk_snapshot, json_array_elements(saved -> 'work') as item
)
select work_id || ' with ' || agent_id || ', snapshot after event ' || saved_at as problem
from held
group by saved_at, work_id, agent_id
having count(*) <> 2`,
    plant: `update desk_snapshot set seq = seq - 1 where seq = (select min(seq) from desk_snapshot)`,
  },

  "the ledger of fair shares sums to zero in every snapshot": {
    broken: `
select sum((account ->> 'owed')::bigint) || ', snapshot after event ' || seq as problem
from desk_snapshot, json_array_elements(saved -> 'agents') as account
group by seq
having sum((account ->> 'owed')::bigint) <> 0`,
    plant: `
update desk_snapshot
set saved = jsonb_set(saved::jsonb, '{agents,0,owed}', to_jsonb((saved #>> '{agents,0,owed}')::bigint + 1))::json`,
  },
};
