-- Audits: reports, and what persons did with them. Each entry holds the hash of itself and of the one before it in the
-- chain of its node, so that an entry that is changed or missing is noticed. Nothing here is ever updated. Runs unchanged
-- on H2 and PostgreSQL.
create table audit_entries (
    node        varchar(120)                not null,
    -- Without a gap, from 1.
    seq         bigint                      not null,
    -- The report that the entry makes or is about.
    report      bigint                      not null,
    entry       varchar(16)                 not null,
    kind        varchar(16)                 not null,
    period_from timestamp(3) with time zone not null,
    period_to   timestamp(3) with time zone not null,
    at          timestamp(3) with time zone not null,
    author      varchar(200)                not null,
    -- What there may be only one of, such as the scheduled report of a week, or the signature of a report.
    slot        varchar(80) unique,
    -- The number of the report that the entry makes, so that no two have the same; null for other entries.
    opens       bigint unique,
    body        varchar(1000000)            not null,
    hash        varchar(64)                 not null,
    primary key (node, seq)
);

create index audit_entries_report on audit_entries (report, seq);
