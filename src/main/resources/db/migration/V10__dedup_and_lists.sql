-- What swallows goes with its message: whoever forgets that one finds the key by it.
create index dedup_message on dedup (message_id);

-- Messages that a human is to watch are few among the many; the others cost nothing here.
create index proactive_messages_monitored on proactive_messages (id) where monitored;

-- Labels by their name alone too, which the smaller form of such an index does not know.
drop index proactive_messages_labels;
create index proactive_messages_labels on proactive_messages using gin (labels) where labels <> '{}';

-- The trail by what was done. What every message leaves behind stands everywhere in it and is found without; the two
-- verbs stand in store/AuditLog too, which asks with the same words.
create index audit_events_verb on audit_events (verb, id) where verb not in ('message.approved', 'message.sent');
