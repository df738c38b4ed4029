-- The tables of the hub. Every table carries a tenant in its unique keys; hot tables have no foreign keys.

create table hub_settings (
  key text primary key,
  value text not null
);

create table agents (
  id uuid primary key,
  tenant text not null default 'default',
  name text not null,
  maturity text not null,
  confidence_score double precision,
  capabilities text[] not null default '{}',
  max_load integer not null default 5,
  endpoint text,
  grants jsonb not null,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  retired_at timestamptz
);
create unique index agents_name on agents (tenant, name) where retired_at is null;

create table proactive_messages (
  id uuid primary key,
  tenant text not null default 'default',
  agent_id uuid not null,
  agent_name text not null,
  agent_maturity_level text not null,
  origin text not null,
  principal text not null,
  origin_key text,
  platform text not null,
  connection text not null,
  sandbox boolean not null,
  recipient_id text not null,
  thread_id text,
  contact text,
  content text not null,
  format text not null,
  actions jsonb not null default '[]',
  -- attachments, mentions, link_preview, template (the platform's), answers: what goes with the text.
  extras jsonb not null default '{}',
  priority smallint not null,
  status text not null,
  decision jsonb not null,
  monitored boolean not null default false,
  policy_hash text,
  scheduled_for timestamptz,
  expires_at timestamptz,
  max_age_seconds bigint,
  due_at timestamptz,
  stop_id uuid,
  queued boolean not null default false,
  approved_by text,
  approved_at timestamptz,
  rejected_by text,
  rejection_reason text,
  part_count integer not null default 1,
  parts jsonb not null default '[]',
  platform_message_id text,
  sent_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  edited_at timestamptz,
  recalled_at timestamptz,
  recalled_by text,
  recall_reason text,
  attempt_count integer not null default 0,
  error_reason text,
  error_message text,
  labels jsonb not null default '{}',
  metadata jsonb not null default '{}',
  correlation_id text not null,
  batch_id uuid,
  reply_to text,
  replay_of uuid,
  idempotency_key text,
  request_hash text,
  created_at timestamptz not null,
  updated_at timestamptz not null
) with (fillfactor = 85);

create unique index proactive_messages_idempotency
  on proactive_messages (tenant, agent_id, idempotency_key) where idempotency_key is not null;
create unique index proactive_messages_origin_key
  on proactive_messages (tenant, origin_key) where origin_key is not null;
-- What is accepted but not in the outbox yet, by when it may go.
create index proactive_messages_due on proactive_messages (due_at, id) where status = 'approved' and not queued;
-- What the sweeper of unanswered approvals looks at.
create index proactive_messages_pending on proactive_messages (updated_at) where status = 'pending';
-- What the sweeper of overdue messages looks at; most have no end.
create index proactive_messages_expires on proactive_messages (expires_at)
  where status = 'approved' and not queued and expires_at is not null;
create index proactive_messages_stopped on proactive_messages (stop_id) where stop_id is not null;
create index proactive_messages_unknown on proactive_messages (connection, created_at) where status = 'unknown';
create index proactive_messages_recipient on proactive_messages (recipient_id, created_at desc);
-- A message that was given no correlation is its own, and is found by its id.
create index proactive_messages_correlation on proactive_messages (correlation_id) where correlation_id <> id::text;
create index proactive_messages_labels on proactive_messages using gin (labels jsonb_path_ops) where labels <> '{}';

-- The names that users of such systems know. Those over a scheduled time are partial: most messages have none.
create index idx_proactive_messages_agent_status on proactive_messages (agent_id, status);
create index idx_proactive_messages_scheduled on proactive_messages (scheduled_for) where scheduled_for is not null;
create index idx_proactive_messages_maturity on proactive_messages (agent_maturity_level);
create index ix_proactive_messages_platform_status on proactive_messages (platform, status);
create index ix_proactive_messages_scheduled on proactive_messages (scheduled_for, status) where scheduled_for is not null;
create index ix_proactive_messages_created on proactive_messages (created_at);

create table outbox (
  seq bigint generated always as identity primary key,
  id uuid not null,
  tenant text not null default 'default',
  connection text not null,
  recipient_id text not null,
  -- 0 is critical, 4 is low: ascending, so that one index walks lanes in the order they are served.
  urgency smallint not null,
  state text not null default 'ready',
  part integer not null default 0,
  parts integer not null default 1,
  attempts integer not null default 0,
  first_attempt_at timestamptz,
  not_before timestamptz,
  expires_at timestamptz,
  epoch bigint,
  sending_since timestamptz
) with (
  fillfactor = 70,
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_threshold = 2000,
  autovacuum_analyze_scale_factor = 0.2
);
create unique index outbox_message on outbox (id);
create index outbox_lanes on outbox (connection, urgency, recipient_id, seq) where state = 'ready';
create index outbox_sending on outbox (connection, sending_since) where state = 'sending';

create index outbox_expires on outbox (expires_at) where expires_at is not null;

create table attempts (
  message_id uuid not null,
  tenant text not null default 'default',
  part integer not null,
  number integer not null,
  node text not null,
  epoch bigint not null,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  outcome text not null,
  reason text,
  detail text
);
create index attempts_message on attempts (message_id);

create table approvals (
  id uuid primary key,
  tenant text not null default 'default',
  message_id uuid not null,
  answer text not null,
  approver text not null,
  on_behalf_of text,
  content_hash text not null,
  content_before text,
  content_after text,
  comment text,
  at timestamptz not null
);
create index approvals_message on approvals (message_id, at desc);

-- What was changed about a message after it was sent: an edit, or its recall. The texts stand here and not in the trail,
-- so that erasing them never breaks it.
create table revisions (
  id uuid primary key,
  tenant text not null default 'default',
  message_id uuid not null,
  deed text not null,
  actor text not null,
  comment text,
  content_before text,
  content_after text,
  format_before text,
  format_after text,
  begun_at timestamptz not null,
  -- Whoever made it is over by then: a hub that ended amid it must not block the next for ever.
  until timestamptz not null,
  ended_at timestamptz,
  -- How many of its calls the platform took.
  done integer not null default 0,
  outcome text,
  reason text,
  detail text
);
create index revisions_message on revisions (message_id, begun_at desc);
create unique index revisions_open on revisions (message_id) where ended_at is null;

create table stops (
  id uuid primary key,
  tenant text not null default 'default',
  scope text not null,
  value text,
  reason text not null,
  on_lift text not null,
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  lifted_by text,
  lifted_at timestamptz
);
create index stops_in_force on stops (created_at) where lifted_at is null;

create table recipients (
  tenant text not null default 'default',
  connection text not null,
  recipient_id text not null,
  dead_since timestamptz,
  dead_reason text,
  opted_out_at timestamptz,
  window_open_until timestamptz,
  moved_to text,
  policy jsonb not null default '{}',
  updated_at timestamptz not null,
  primary key (tenant, connection, recipient_id)
);
create index recipients_flagged on recipients (updated_at) where dead_since is not null or opted_out_at is not null;
create index recipients_moved on recipients (updated_at) where moved_to is not null;

create table dedup (
  tenant text not null default 'default',
  agent_id uuid not null,
  dedup_key text not null,
  message_id uuid not null,
  until timestamptz not null,
  primary key (tenant, agent_id, dedup_key)
);
-- What the sweeper of used-up keys looks at.
create index dedup_until on dedup (until);

create table nodes (
  node text primary key,
  started_at timestamptz not null,
  beat_at timestamptz not null,
  draining boolean not null default false
);

create table connection_owners (
  tenant text not null default 'default',
  connection text not null,
  node text not null,
  epoch bigint not null,
  backend integer not null,
  acquired_at timestamptz not null,
  beat_at timestamptz not null,
  primary key (tenant, connection)
) with (fillfactor = 50);

create table connection_pauses (
  tenant text not null default 'default',
  connection text not null,
  paused_by text not null,
  reason text not null,
  since timestamptz not null,
  primary key (tenant, connection)
);

create table limits_until (
  tenant text not null default 'default',
  connection text not null,
  recipient_id text not null default '',
  until timestamptz not null,
  reason text not null,
  primary key (tenant, connection, recipient_id)
);

create table api_keys (
  id uuid primary key,
  tenant text not null default 'default',
  name text not null,
  hash text not null,
  role text not null,
  agent_id uuid,
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  unique (tenant, hash)
);

-- Append-only; ids, verbs and salted hashes, never content or names. Also what the event stream is read from, in the
-- order of (xid, id): what a later transaction writes comes behind, whenever its id was taken.
create table audit_events (
  id bigint generated always as identity primary key,
  tenant text not null default 'default',
  at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  subject text not null,
  verb text not null,
  actor text not null,
  reason text,
  correlation_id text,
  content_hash text,
  detail jsonb
);
create index audit_events_subject on audit_events (subject, id);
create index audit_events_actor on audit_events (actor, id);
create index audit_events_at on audit_events using brin (at);
create index audit_events_stream on audit_events (xid, id);

-- Said later: schedules.
create table scheduled_messages (
  id uuid primary key,
  tenant text not null default 'default',
  name text not null,
  agent_id uuid not null,
  agent_name text not null,
  target jsonb not null,
  template text,
  template_name text,
  template_variables jsonb not null default '{}',
  actions jsonb not null default '[]',
  schedule_type text not null,
  rule jsonb not null,
  timezone text not null,
  start_date timestamptz,
  end_date timestamptz,
  max_runs integer,
  run_count integer not null default 0,
  next_run timestamptz,
  last_run timestamptz,
  active boolean not null default true,
  status text not null,
  policy jsonb not null default '{}',
  priority smallint not null default 1,
  version bigint not null default 1,
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (tenant, name)
);
create index idx_scheduled_messages_next_run on scheduled_messages (next_run, active);
create index idx_scheduled_messages_agent on scheduled_messages (agent_id, active);
create index idx_scheduled_messages_type on scheduled_messages (schedule_type, active);

create table schedule_runs (
  tenant text not null default 'default',
  schedule_id uuid not null,
  fire_at timestamptz not null,
  fired_at timestamptz,
  result text not null,
  message_id uuid,
  detail text,
  primary key (schedule_id, fire_at)
);

-- Watched: conditions and their alerts.
create table condition_monitors (
  id uuid primary key,
  tenant text not null default 'default',
  name text not null,
  description text,
  agent_id uuid not null,
  agent_name text not null,
  condition_type text not null,
  definition jsonb not null,
  platforms jsonb not null,
  check_interval_seconds integer not null default 300,
  throttle_minutes integer not null default 15,
  severity text not null default 'warning',
  labels jsonb not null default '{}',
  status text not null,
  state jsonb not null default '{}',
  next_check timestamptz,
  version bigint not null default 1,
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (tenant, name)
);
create index idx_condition_monitors_active on condition_monitors (status, condition_type);
create index idx_condition_monitors_agent on condition_monitors (agent_id, status);
create index idx_condition_monitors_check on condition_monitors (check_interval_seconds, status);

create table condition_alerts (
  id uuid primary key,
  tenant text not null default 'default',
  monitor_id uuid not null,
  group_key text not null default '',
  condition_value jsonb,
  threshold_value jsonb,
  alert_message text,
  status text not null,
  triggered_at timestamptz not null,
  acknowledged_by text,
  acknowledged_at timestamptz,
  resolved_at timestamptz
);
create index idx_condition_alerts_monitor on condition_alerts (monitor_id, triggered_at);
create index idx_condition_alerts_status on condition_alerts (status, triggered_at);
create index idx_condition_alerts_monitor_status on condition_alerts (monitor_id, status);

-- Said back: what people told the hub.
create table inbox (
  id uuid primary key,
  tenant text not null default 'default',
  connection text not null,
  event_id text not null,
  identity text,
  received_at timestamptz not null,
  raw bytea,
  state text not null,
  conversation_id uuid,
  unique (tenant, connection, event_id)
);
create unique index inbox_identity on inbox (tenant, connection, identity) where identity is not null;

create table conversations (
  id uuid primary key,
  tenant text not null default 'default',
  connection text not null,
  recipient_id text not null,
  thread_id text not null default '',
  bound_agent uuid,
  unread integer not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (tenant, connection, recipient_id, thread_id)
);

create table contacts (
  id uuid primary key,
  tenant text not null default 'default',
  name text not null,
  addresses jsonb not null default '[]',
  members text[] not null default '{}',
  locale text,
  timezone text,
  quiet_hours jsonb,
  opted_out boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (tenant, name)
);

create table tasks (
  id uuid primary key,
  tenant text not null default 'default',
  type text not null,
  payload jsonb not null,
  agent_id uuid,
  state text not null,
  priority smallint not null default 1,
  dedup_key text,
  lease_until timestamptz,
  attempts integer not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table metric_points (
  tenant text not null default 'default',
  series text not null,
  at timestamptz not null,
  count bigint not null,
  min double precision,
  max double precision,
  sum double precision,
  percentiles jsonb,
  primary key (tenant, series, at)
);
