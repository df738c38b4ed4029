-- An agent may be renamed while it is stopped: its id is what the stop covers.
alter table stops add column agent_id uuid;

-- Where a message goes on that left the outbox between two of its parts; null for all others. How many ids its platform
-- answered with says nothing: a part may have two, or none.
alter table proactive_messages add column next_part integer;
