-- What load runs are compared by, what their profiles found, and what the server said of itself meanwhile.
alter table load_runs add column late bigint not null default 0;
alter table load_runs add column ramp_up_seconds integer not null default 0;
-- Name of an own scenario; null for the standard mix.
alter table load_runs add column scenario varchar(80);
alter table load_runs add column baseline boolean not null default false;
alter table load_runs add column findings varchar(20000);
alter table load_runs add column server_side varchar(100000);

-- At most 300 of a run for each call, so that a run of hours is no larger than one of minutes.
create table load_run_stretches (
    run_id    bigint      not null references load_runs (id) on delete cascade,
    at_second integer     not null,
    seconds   integer     not null,
    call_name varchar(80) not null,
    completed bigint      not null,
    errors    bigint      not null,
    -- As load_runs.response.
    response  bytea       not null,
    primary key (run_id, at_second, call_name)
);
