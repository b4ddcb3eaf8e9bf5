-- What a write costs. Runs unchanged on H2 and PostgreSQL.
--
-- The smoothed conversion rate that the profit score was computed with, so that a new price does not read a month of
-- analytics. That of no views; a server recomputes it as soon as it has started.
alter table products add column conversion_rate double precision default 0.01 not null;

-- The index by price is read from its end.
drop index products_by_price_desc;

-- Without a reference to products, as a product is never deleted and each point would look it up; and without a unique
-- key, as a product's times rise by themselves.
create table price_points (
    product_id bigint                      not null,
    at         timestamp(3) with time zone not null,
    price      numeric(19, 4)              not null,
    sale_price numeric(19, 4),
    currency   varchar(3)                  not null
);

insert into price_points (product_id, at, price, sale_price, currency)
select product_id, at, price, sale_price, currency from price_history order by product_id, at;

drop table price_history;
alter table price_points rename to price_history;
create index price_history_product on price_history (product_id, at);
