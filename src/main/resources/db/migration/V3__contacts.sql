-- Contacts, and what recipients ask of whoever writes to them.

-- Each change of a contact or of a recipient's policy takes the next number under the lock of this row, so that their
-- numbers come in the order of their commits: a node that follows them misses none.
create table policy_changes (
  tenant text primary key default 'default',
  version bigint not null
);
insert into policy_changes (version) values (0);

alter table contacts
  add column frequency jsonb not null default '[]',
  add column version bigint not null default 0,
  -- A name that was taken away: nodes that remember it learn of that by this row, which is forgotten after a while.
  add column deleted_at timestamptz;
create index contacts_version on contacts (version);
create index contacts_members on contacts using gin (members);
create index contacts_deleted on contacts (deleted_at) where deleted_at is not null;

alter table recipients add column policy_version bigint;
create index recipients_policy on recipients (policy_version) where policy_version is not null;

-- What was handed to a platform for a recipient who has a cap; others have no row here.
create table frequency_slots (
  tenant text not null default 'default',
  subject text not null,
  message_id uuid not null,
  at timestamptz not null,
  primary key (tenant, subject, message_id)
);
create index frequency_slots_subject on frequency_slots (tenant, subject, at);
create index frequency_slots_at on frequency_slots (at);

-- A group's messages: what became of each member, in their order.
create table batches (
  id uuid primary key,
  tenant text not null default 'default',
  contact text not null,
  items jsonb not null,
  created_at timestamptz not null
);
create index batches_created on batches (created_at);

create index proactive_messages_contact on proactive_messages (contact, id) where contact is not null;
create index proactive_messages_batch on proactive_messages (batch_id) where batch_id is not null;
