-- A desk: its row is the head of its log, and the lock that puts its events in order.
create table desk (
  id  text primary key,
  seq bigint not null default 0,               -- of the last event
  at  timestamptz not null default 'epoch'     -- of the last event, in whole milliseconds
);

-- What happened, one row an event, never changed: what every server folds, in the order of seq.
create table desk_event (
  desk_id text not null references desk,
  seq     bigint not null,
  id      text not null unique,
  at      timestamptz not null,
  event   jsonb not null,                      -- the DeskEvent, with id and at
  primary key (desk_id, seq)
);

-- A desk as saveDesk wrote it, after the event seq. Only the newest is needed.
create table desk_snapshot (
  desk_id text not null references desk,
  seq     bigint not null,
  saved   json not null,                       -- json, not jsonb: the text as it was written
  primary key (desk_id, seq)
);

-- What the helpdesk has anyway, and what the guards look at.
create table work_item (
  id         text primary key,
  desk_id    text not null references desk,
  work       jsonb not null,                   -- the WorkItem
  arrived_at timestamptz not null,
  agent_id   text,                             -- who has it; null: it waits
  done_at    timestamptz
);
create index work_item_waiting on work_item (desk_id, arrived_at, id) where agent_id is null and done_at is null;
create index work_item_held on work_item (desk_id, agent_id) where agent_id is not null and done_at is null;

create table agent (
  id       text primary key,
  capacity integer not null,
  used     integer not null default 0,
  constraint room check (used between 0 and capacity)
);
create table agent_channel (
  agent_id text not null references agent,
  channel  text not null,
  max      integer not null,
  cost     integer not null,                   -- what one item takes from the agent's capacity
  open     integer not null default 0,
  primary key (agent_id, channel),
  constraint room check (open between 0 and max)
);
