-- Requests that were slow or failed; one that was both has two rows. Ids are microseconds of the time of day, but always
-- more than before, so that they are the order.
create table request_log (
  kind varchar(8) not null,
  id bigint not null,
  node varchar(120) not null,
  at timestamp(3) with time zone not null,
  method varchar(20) not null,
  url varchar(1000) not null,
  route varchar(200) not null,
  status integer not null,
  duration_millis double precision not null,
  user_agent varchar(300),
  load_run boolean not null,
  error varchar(200),
  message varchar(400),
  left_out bigint not null,
  primary key (kind, id, node)
);

-- For trimming by age.
create index request_log_at on request_log (at);

-- The one row that all servers share; null: each server's own option.
create table request_log_settings (
  id smallint not null primary key,
  slow_millis integer
);

insert into request_log_settings (id, slow_millis) values (1, null);
