-- One load run per server under load, also when several servers share this database.
-- The server while the run is under way, else null: the unique key is the claim; seen_at keeps it.
alter table load_runs add column running_target varchar(800);
alter table load_runs add column run_by varchar(300);
alter table load_runs add column started_by varchar(200);

create unique index load_runs_running_target on load_runs (running_target);

-- Of an open run: how late the generator was, and how long requests waited for a connection. As response and service.
alter table load_runs add column lateness bytea;
alter table load_runs add column blocked bytea;
alter table load_run_seconds add column lateness_p95_millis double precision;
alter table load_run_seconds add column blocked_p95_millis double precision;
