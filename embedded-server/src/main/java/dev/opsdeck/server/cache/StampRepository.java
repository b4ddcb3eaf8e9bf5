package dev.opsdeck.server.cache;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseException;
import dev.opsdeck.server.db.Sql;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/// The table `cache_stamps`: what the instances that share a database agree on. Asked on the primary, as a replica
/// could be behind.
final class StampRepository {

    private final Database database;

    StampRepository(Database database) {
        this.database = database;
    }

    /// The stamp of every scope.
    Map<String, String> all() {
        return database.readPrimary(c -> {
            Map<String, String> stamps = new HashMap<>();
            Sql.list(
                    c,
                    "select scope, stamp from cache_stamps",
                    row -> stamps.put(row.getString("scope"), row.getString("stamp")));
            return stamps;
        });
    }

    /// Reads that begin from now on see what is committed now: to be called before a stamp of another instance is
    /// believed, or a replica that is behind would fill the caches with what was there before its write.
    void demandFreshReads() {
        database.demandFreshReads();
    }

    /// Puts others in their place, all or none; scopes that are not there yet are left out.
    ///
    /// @param stamps by scope, sorted: two instances that lock rows in the same order do not lock each other out
    void renew(SortedMap<String, String> stamps) {
        database.write(c -> {
            Sql.batch(c, "update cache_stamps set stamp = ? where scope = ?", stamps.entrySet(), stamp ->
                    new Object[] {stamp.getValue(), stamp.getKey()});
            return stamps.size();
        });
    }

    /// Adds a scope, unless another instance has just done so.
    void add(String scope, String stamp) {
        try {
            database.write(c -> Sql.update(
                    c,
                    "insert into cache_stamps (scope, stamp) select ?, ?"
                            + " where not exists (select 1 from cache_stamps where scope = ?)",
                    scope,
                    stamp,
                    scope));
        } catch (DatabaseException e) {
            if (!e.constraintViolated()) {
                throw e;
            }
        }
    }
}
