-- What the instances that share a database agree on about their caches: a value that was read under another stamp than
-- the one of its scope is out of date. Whoever wrote to the catalogue puts a new random stamp here after its commit.
create table cache_stamps (
  scope varchar(80) not null primary key,
  stamp varchar(32) not null
);
