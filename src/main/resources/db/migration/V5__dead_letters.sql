-- When somebody dealt with a dead letter: discarded it, or replayed it as another message. No message begins with it.
alter table proactive_messages add column dealt_with_at timestamptz;

-- The dead letters that wait for somebody, newest first; none that was dealt with, so that the list costs what is in it.
create index proactive_messages_dead_letters on proactive_messages (updated_at, id)
  include (status, error_reason, connection)
  where status in ('dead', 'failed', 'unknown') and dealt_with_at is null;

-- What was done about a dead letter; once, so its message is the key.
create table dead_letter_acts (
  message_id uuid primary key,
  tenant text not null default 'default',
  act text not null,
  actor text not null,
  reason text,
  replay_id uuid,
  -- The texts, where the replay says another one.
  content_before text,
  content_after text,
  at timestamptz not null
);
