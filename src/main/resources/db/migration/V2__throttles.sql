-- What was sent lately through connections that have limits, so that a new owner goes on where the last one stopped.
-- Those without limits write nothing here. Read once when a connection is taken over; forgotten after its longest window.
create table limit_uses (
  tenant text not null default 'default',
  connection text not null,
  recipient_id text not null,
  at timestamptz not null
);
create index limit_uses_lately on limit_uses (connection, at);

-- Breakers that are not closed; written by their connection's owner.
create table breakers (
  tenant text not null default 'default',
  connection text not null,
  since timestamptz not null,
  until timestamptz not null,
  why text not null,
  primary key (tenant, connection)
);
