-- What became of the products, by day. Runs unchanged on H2 and PostgreSQL.
--
-- currency '' is the row of what has no currency: views, clicks, videos, publications. A conversion counts in the row of
-- its currency, because amounts of different currencies are never added.
-- There is no foreign key to products: a product is never deleted, and a batch of events must not wait for a sync.
create table product_analytics (
    product_id  bigint         not null,
    on_day      date           not null,
    currency    varchar(3)     not null,
    views       bigint         not null,
    clicks      bigint         not null,
    conversions bigint         not null,
    revenue     numeric(28, 4) not null
);

create unique index product_analytics_product_day on product_analytics (product_id, on_day desc, currency);
-- For the products that sell most: sales are few among views, and this index alone answers.
create index product_analytics_sales on product_analytics (currency, on_day, product_id, conversions);

create table platform_analytics (
    platform     varchar(64)    not null,
    on_day       date           not null,
    currency     varchar(3)     not null,
    views        bigint         not null,
    clicks       bigint         not null,
    conversions  bigint         not null,
    videos       bigint         not null,
    publications bigint         not null,
    revenue      numeric(28, 4) not null
);

create unique index platform_analytics_platform_day on platform_analytics (platform, on_day desc, currency);
create index platform_analytics_day on platform_analytics (on_day);

-- Ids of the events that were counted, so that a repeated one is not counted again. Trimmed by age.
create table analytics_event_ids (
    id          varchar(64)                 not null primary key,
    received_at timestamp(3) with time zone not null
);

create index analytics_event_ids_received on analytics_event_ids (received_at);

-- One row: whoever counts a batch holds it, so that two batches with the same event meet one after the other.
create table analytics_intake (
    id integer not null primary key
);

insert into analytics_intake (id) values (1);
