-- The history of one server's seconds. A node is a server that keeps its identity over restarts; `at` is the end of the
-- stretch that a row covers, tier its length in seconds: 1, 10 or 60. Durations are an HdrHistogram of microseconds in
-- its compressed encoding, null when there was no request. For every metric the lowest and the highest value of a
-- second is kept, so that reduction hides no peak; sums (over `samples` seconds) give the means of gauges.
create table samples (
  node varchar(120) not null,
  tier smallint not null,
  at timestamp(3) with time zone not null,
  samples integer not null,
  seconds double precision not null,
  requests bigint not null,
  errors bigint not null,
  load_requests bigint not null,
  cache_hits bigint not null,
  cache_misses bigint not null,
  durations bytea,
  p50_min double precision,
  p50_max double precision,
  p95_min double precision,
  p95_max double precision,
  p99_min double precision,
  p99_max double precision,
  max_min double precision,
  max_max double precision,
  rate_min double precision not null,
  rate_max double precision not null,
  error_min double precision not null,
  error_max double precision not null,
  hit_min double precision,
  hit_max double precision,
  active_min double precision not null,
  active_max double precision not null,
  active_sum double precision not null,
  users_min double precision not null,
  users_max double precision not null,
  users_sum double precision not null,
  db_min double precision not null,
  db_max double precision not null,
  db_sum double precision not null,
  memory_min double precision not null,
  memory_max double precision not null,
  memory_sum double precision not null,
  cpu_min double precision not null,
  cpu_max double precision not null,
  cpu_sum double precision not null,
  primary key (node, tier, at)
);

-- For trimming, over all nodes.
create index samples_tier_at on samples (tier, at);

-- What operators did and what the server did by itself.
create table action_log (
  id bigint not null,
  node varchar(120) not null,
  at timestamp(3) with time zone not null,
  until_at timestamp(3) with time zone,
  kind varchar(20) not null,
  text varchar(1000) not null,
  actor varchar(200),
  primary key (id, node)
);

create index action_log_at on action_log (at desc);

-- The processes that share this database.
create table instances (
  instance varchar(64) not null primary key,
  version varchar(40) not null,
  host varchar(200) not null,
  started_at timestamp(3) with time zone not null,
  heartbeat_at timestamp(3) with time zone not null,
  database_kind varchar(20) not null
);
