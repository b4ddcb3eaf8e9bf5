-- Day figures at size. Runs unchanged on H2 and PostgreSQL.
--
-- What was taken in on a day, by currency: revenue over a period is read from here alone. batches counts the batches
-- that have added to the row; its sum over a day is the day's revision, by which a block of figures knows that it is
-- still true.
create table analytics_days (
    on_day      date           not null,
    currency    varchar(3)     not null,
    batches     bigint         not null,
    conversions bigint         not null,
    revenue     numeric(28, 4) not null,
    primary key (on_day, currency)
);

insert into analytics_days (on_day, currency, batches, conversions, revenue)
select on_day, currency, 1, sum(conversions), sum(revenue) from platform_analytics group by on_day, currency;

-- The sums of all products over the days of a span (1, 8 or 64), packed, in parts of 16,384 product ids. True while
-- revision is the sum of the revisions of its days. Made in the background from product_analytics, and never needed:
-- without them the same figures are read row by row.
create table product_blocks (
    first_day date    not null,
    last_day  date    not null,
    revision  bigint  not null,
    part      integer not null,
    figures   bytea   not null,
    primary key (first_day, last_day, revision, part)
);

-- The best sellers come from the blocks. Without this index a counter of product_analytics is in no index any more, so
-- that adding to it touches none.
drop index product_analytics_sales;

-- For the days that have no block, and for trimming.
create index product_analytics_day on product_analytics (on_day, product_id);
