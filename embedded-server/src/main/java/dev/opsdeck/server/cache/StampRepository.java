package dev.opsdeck.server.cache;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseException;
import dev.opsdeck.server.db.Rounds;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.db.SqlWork;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The table `cache_stamps`: what the instances that share a PostgreSQL agree on. Asked on the primary, as a replica
/// could be behind.
final class StampRepository {

    /// In one trip. Two instances that lock rows in the same order do not lock each other out.
    private static final String RENEW = """
            with locked as (select scope from cache_stamps where scope = any (?) order by scope for update)
            update cache_stamps set stamp = ? where scope in (select scope from locked)
            """;

    private final Database database;

    StampRepository(Database database) {
        this.database = database;
    }

    /// For those who renew at the same time.
    Rounds<Collection<Scope>, Boolean> rounds(Function<List<Collection<Scope>>, List<Boolean>> work) {
        return new Rounds<>(
                database, RENEW, work, item -> work.apply(List.of(item)).getFirst());
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

    /// Puts another in the place of all of these, or none; scopes that are not there yet are left out.
    void renew(Collection<String> scopes, String stamp) {
        database.writeAtOnce(c -> Sql.update(c, RENEW, c.createArrayOf("varchar", scopes.toArray()), stamp));
    }

    /// The same as the last statement of a transaction, where its work has made anything old.
    ///
    /// @param renewal of what the work returned; null when nothing is old
    static <T extends @Nullable Object> SqlWork<T> last(SqlWork<T> work, Function<T, @Nullable Renewal> renewal) {
        return c -> {
            T done = work.run(c);
            Renewal made = renewal.apply(done);
            if (made != null && !made.scopes().isEmpty()) {
                Sql.update(c, RENEW, c.createArrayOf("varchar", made.scopes().toArray()), made.stamp());
            }
            return done;
        };
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
