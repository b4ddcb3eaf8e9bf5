-- The last traces. Runs unchanged on H2 and PostgreSQL.
--
-- Ids are microseconds of the time of day, but always more than before, so that they are the order. Requests that carried
-- the same trace id have a row each.
create table traces (
  id bigint not null,
  node varchar(120) not null,
  trace_id varchar(32) not null,
  reason varchar(8) not null,
  kind varchar(8) not null,
  at timestamp(6) with time zone not null,
  name varchar(400) not null,
  route varchar(400) not null,
  status integer,
  duration_millis double precision not null,
  span_count integer not null,
  load_run boolean not null,
  -- A JSON array.
  spans bytea not null,
  primary key (id, node)
);

create index traces_trace_id on traces (trace_id);

-- For trimming.
create index traces_reason on traces (reason, id);

-- The trace of a slow or failed request; null when none was kept.
alter table request_log add column trace_id varchar(32);
