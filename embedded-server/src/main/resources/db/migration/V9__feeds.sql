-- Schedules that run, price jumps, and the way back. Runs unchanged on H2 and PostgreSQL.
alter table sync_sources add column schedule_zone varchar(64);
-- When the schedule was last looked at or started a run: a server that starts one moves it on by a conditional update, so
-- that of several servers one does.
alter table sync_sources add column last_scheduled timestamp(3) with time zone;
alter table sync_sources add column max_price_jump numeric(9, 6) default 0.5 not null;
-- Null: jumps are shown and stop nothing.
alter table sync_sources add column max_jump_share numeric(9, 6);

alter table sync_runs add column price_jumps bigint default 0 not null;

-- Products that a run would archive, or whose price it would change by more than the source allows; the first of them.
create table sync_changes (
    run_id       bigint         not null references sync_runs (id) on delete cascade,
    seq          integer        not null,
    kind         varchar(16)    not null,
    external_id  varchar(128)   not null,
    title        varchar(512)   not null,
    old_price    numeric(19, 4) not null,
    old_currency varchar(3)     not null,
    new_price    numeric(19, 4),
    new_currency varchar(3),
    primary key (run_id, kind, seq)
);

-- The last run of each source that changed anything. Its products as they were before are in sync_former; those that it
-- added are known by the time of their making.
create table sync_generations (
    source       varchar(64)                 not null primary key,
    run_id       bigint                      not null,
    network      varchar(64)                 not null,
    published_at timestamp(3) with time zone not null
);

create table sync_former (
    run_id          bigint         not null,
    product_id      bigint         not null,
    title           varchar(512)   not null,
    description     varchar(8192),
    url             varchar(2048)  not null,
    image_url       varchar(2048),
    brand           varchar(256),
    category        varchar(512),
    gtin            varchar(14),
    mpn             varchar(128),
    availability    varchar(16)    not null,
    price           numeric(19, 4) not null,
    sale_price      numeric(19, 4),
    currency        varchar(3)     not null,
    commission_rate numeric(9, 6)  not null,
    status          varchar(16)    not null,
    source          varchar(64),
    content_hash    bigint         not null,
    primary key (run_id, product_id)
);
