-- Which hub a node runs, as it said when it joined.
alter table nodes add column version text not null default '';

-- How many calls a key may make; null: as many as caravan.api.limit says.
alter table api_keys add column limit_count integer;
alter table api_keys add column limit_per_seconds integer;
