-- Messages of which a part may have arrived, and which are to be sent again all the same: under a key that the platform still
-- knows, because their connection says so, or because a human did. Most messages never have a row here.
create table doubts (
  message_id uuid primary key,
  tenant text not null default 'default',
  part integer not null,
  -- When the first try of the part began that may have arrived: from then on the platform may know its key.
  since timestamptz not null,
  reason text not null,
  -- Tries of the part so far, so that they are counted on where the message left the outbox meanwhile.
  tries integer not null,
  resends integer not null default 0,
  resent_at timestamptz,
  -- The human who said that it is to be sent again, whatever the key.
  forced_by text
);

-- What may go to another target once its connection is sick; most messages have none. Asked each second.
create index proactive_messages_failover on proactive_messages (connection, id)
  where status = 'approved' and queued
    and (extras #>> '{failover,next}')::integer < jsonb_array_length(extras #> '{failover,targets}');
