-- What those on call are told of, and what they were told: rows, so that it holds across restarts, and once for all nodes.

-- How far the trail and the approvals have been looked through.
create table ops_cursor (
  tenant text primary key default 'default',
  xid xid8 not null,
  act bigint not null,
  approvals_until timestamptz not null
);

-- Since when a connection's breaker has not been closed; written by whoever owns the connection.
create table ops_breakers (
  tenant text not null default 'default',
  connection text not null,
  since timestamptz not null,
  gathered boolean not null default false,
  primary key (tenant, connection)
);

-- Gathered for the next notice.
create table ops_troubles (
  tenant text not null default 'default',
  kind text not null,
  connection text not null,
  reason text not null,
  count bigint not null,
  first_at timestamptz not null,
  example uuid,
  primary key (tenant, kind, connection, reason)
);

-- Who was told what, and when.
create table ops_notices (
  id uuid primary key,
  tenant text not null default 'default',
  kind text not null,
  made_at timestamptz not null,
  content text not null,
  gathered bigint not null,
  -- The connections that did not carry what this is about.
  avoid text[] not null,
  -- The targets it was said to in vain, and how often it was said at all.
  in_vain text[] not null default '{}',
  tries integer not null default 0,
  not_before timestamptz,
  target text,
  message_id uuid,
  told_at timestamptz
);
create index ops_notices_told on ops_notices (told_at);

-- What the hub looks for in the trail: few rows among many.
create index audit_events_troubles on audit_events (xid, id)
  where actor = 'hub' and verb in ('message.failed', 'message.dead', 'message.unknown', 'connection.paused');
