-- Capacity. Runs unchanged on H2 and PostgreSQL.
--
-- Which server put load on itself: its runs tell what it bears, also after it listens on another port. Null for runs of
-- other targets, and for those from before this version.
alter table load_runs add column own_node varchar(120);

-- The plan of what capacity costs: one row. A revision guards it against changes at the same time.
create table capacity_plan (
    id       smallint not null primary key,
    revision bigint   not null,
    -- JSON.
    body     text     not null
);
