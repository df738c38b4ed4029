-- An agent may be renamed while it is stopped: its id is what the stop covers.
alter table stops add column agent_id uuid;
