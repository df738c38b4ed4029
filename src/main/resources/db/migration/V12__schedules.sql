-- Said later. V1 had laid these two out before there was anything that wrote them; no version has.
drop table scheduled_messages;
drop table schedule_runs;

create table scheduled_messages (
  id uuid primary key,
  tenant text not null default 'default',
  -- May be missing; unique where it is there, so that schedules can live in git.
  name text,
  agent_id uuid not null,
  agent_name text not null,
  -- platform, connection, recipient_id, thread_id, or contact: as it was written, resolved at each firing.
  target jsonb not null,
  template text,
  template_name text,
  template_variables jsonb not null default '{}',
  actions jsonb not null default '[]',
  format text,
  priority smallint not null default 1,
  schedule_type text not null,
  -- What it was said by (scheduled_for, cron_expression, natural_language_schedule, every) and what was read of it.
  written_by text not null,
  written text not null,
  -- What was understood, said back.
  sentence text not null,
  rule text not null,
  timezone text not null,
  start_date timestamptz,
  end_date timestamptz,
  max_runs integer,
  jitter_ms bigint not null default 0,
  calendar text,
  misfire text not null default 'once',
  catchup_seconds bigint not null default 900,
  overlap text not null default 'allow',
  status text not null,
  active boolean not null default true,
  -- The instant of the rule, and the same with its jitter: the moment at which it is due.
  planned_for timestamptz,
  next_run timestamptz,
  last_run timestamptz,
  run_count integer not null default 0,
  version bigint not null default 1,
  -- Who last wrote what is said: the principal of its messages.
  author text not null,
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
) with (
  fillfactor = 80,
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_threshold = 2000
);
create unique index scheduled_messages_name on scheduled_messages (tenant, name) where name is not null;
-- What is due: the claim reads the front of this one, whatever is stored behind it and whatever has ended.
create index idx_scheduled_messages_next_run on scheduled_messages (next_run, active) where active;
create index idx_scheduled_messages_agent on scheduled_messages (agent_id, active);
create index idx_scheduled_messages_type on scheduled_messages (schedule_type, active);
create index scheduled_messages_calendar on scheduled_messages (calendar) where calendar is not null;
create index scheduled_messages_over on scheduled_messages (updated_at) where status = 'completed';

-- A row a firing, written in the transaction that moves next_run on; it outlives its schedule.
create table schedule_runs (
  tenant text not null default 'default',
  schedule_id uuid not null,
  -- The rule's instant, by which the firing is known.
  fire_at timestamptz not null,
  name text,
  agent_id uuid not null,
  -- With its jitter: what lateness is measured from.
  due_at timestamptz not null,
  fired_at timestamptz not null,
  -- fired until its message is known to be there; waiting while the one before is under way; then how it ended.
  result text not null,
  manual boolean not null default false,
  -- Which firing of its schedule it is; 0 where no message was meant to come of it.
  run_number integer not null default 0,
  message_id uuid,
  reason text,
  detail text,
  -- Who looks after it, and since when: a row left behind is taken over.
  node text not null,
  taken_at timestamptz not null,
  primary key (tenant, schedule_id, fire_at)
) with (fillfactor = 80);
-- What the sweeper looks at: a handful of rows, whatever the history.
create index schedule_runs_open on schedule_runs (taken_at) where result = 'fired';
create index schedule_runs_waiting on schedule_runs (schedule_id, fire_at) where result = 'waiting';
create index schedule_runs_newest on schedule_runs (fire_at desc, schedule_id desc);

create table calendars (
  tenant text not null default 'default',
  name text not null,
  id uuid not null,
  windows jsonb not null,
  action text not null,
  timezone text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant, name)
);
