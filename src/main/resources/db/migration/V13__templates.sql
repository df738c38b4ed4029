-- The newest version of a template is what its name means; a deleted one keeps its number.
create table templates (
  tenant text not null default 'default',
  name text not null,
  version integer not null,
  change bigint not null,
  deleted_at timestamptz,
  primary key (tenant, name)
);
-- What other nodes look for each second.
create index ix_templates_change on templates (tenant, change);

-- A version never changes, and outlives its name: messages name it as what they were made of.
create table template_versions (
  tenant text not null default 'default',
  name text not null,
  version integer not null,
  body text not null,
  format text not null,
  description text,
  defaults jsonb not null default '{}',
  created_at timestamptz not null,
  created_by text not null,
  primary key (tenant, name, version)
);

-- One number that every change moves on, so that a node knows what it has not seen.
create table template_changes (
  tenant text not null default 'default' primary key,
  change bigint not null
);
insert into template_changes (change) values (0);
