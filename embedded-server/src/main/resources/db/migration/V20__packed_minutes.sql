-- The seconds of a minute together, beside their rows in samples: a day of them is read in a fraction of the time.
-- Made when the minute is over; what is missing here is read from samples. `at` is the minute's end.
create table packed_minutes (
  node varchar(120) not null,
  at timestamp(3) with time zone not null,
  -- Second by second all but the durations, and these.
  figures bytea not null,
  durations bytea not null,
  primary key (node, at)
);

-- For trimming, over all nodes.
create index packed_minutes_at on packed_minutes (at);
