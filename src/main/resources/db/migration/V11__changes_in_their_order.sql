-- What every node keeps in memory is followed by the transactions that changed it, not by anybody's clock: whoever reads
-- remembers which of them may still have been running, and begins there the next time.
alter table agents add column changed xid8 not null default pg_current_xact_id();
create index agents_changed on agents (changed);

-- Null where nothing was ever known against a recipient: most have a row for their window alone.
alter table recipients add column flags_changed xid8;
update recipients set flags_changed = pg_current_xact_id()
  where dead_since is not null or opted_out_at is not null or moved_to is not null;
create index recipients_flags_changed on recipients (flags_changed) where flags_changed is not null;
drop index recipients_flagged;
drop index recipients_moved;

create function recipients_flags_changed() returns trigger language plpgsql as $$
begin
  new.flags_changed := pg_current_xact_id();
  return new;
end $$;
create trigger recipients_flagged before insert on recipients for each row
  when (new.dead_since is not null or new.opted_out_at is not null or new.moved_to is not null)
  execute function recipients_flags_changed();
create trigger recipients_flagged_anew before update on recipients for each row
  when (new.dead_since is distinct from old.dead_since or new.dead_reason is distinct from old.dead_reason
    or new.opted_out_at is distinct from old.opted_out_at or new.moved_to is distinct from old.moved_to)
  execute function recipients_flags_changed();

-- What a stop held is let go a batch at a time, in the order in which it was accepted.
create index proactive_messages_held on proactive_messages (stop_id, id) where stop_id is not null;
drop index proactive_messages_stopped;
