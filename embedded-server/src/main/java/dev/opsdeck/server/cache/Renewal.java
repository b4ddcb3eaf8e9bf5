package dev.opsdeck.server.cache;

import dev.opsdeck.server.db.SqlWork;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What one write makes old, as a part of the write: its last statement gives the parts another stamp, too, so both
/// are committed together. A write of one statement needs no trip for it, and a process that dies after the commit
/// leaves nobody with old values. The last statement, because from then on the stamps are locked until the commit,
/// and with them the writes of all others. See [Stamps]. For one write, on one thread.
///
/// ```
/// Renewal renewal = caches.renewal(parts);
/// // ... the last statement, with the expressions of after(...), scopes() and stamp()
/// renewal.committed();
/// ```
///
/// Of a write that fails nothing needs to be told: if it was committed all the same, so were the stamps.
public final class Renewal {

    private final Map<Scope, Stamp> before = new HashMap<>();
    private final Stamp fresh = Stamp.known(Stamp.draw());
    private final boolean shared;
    private final Consumer<Collection<Scope>> untold;
    private final Runnable told;

    /// To be made before the statement is sent.
    ///
    /// @param shared whether other processes have to be told
    /// @param untold renews what another renewal overtook
    /// @param told   called when all is done
    Renewal(Collection<Scope> scopes, boolean shared, Consumer<Collection<Scope>> untold, Runnable told) {
        scopes.forEach(scope -> before.put(scope, scope.stamp()));
        this.shared = shared;
        this.untold = untold;
        this.told = told;
    }

    /// The names that get another stamp in the database: the first parameter of [#after].
    public List<String> scopes() {
        return shared ? before.keySet().stream().map(Scope::name).toList() : List.of();
    }

    /// Their new stamp: the second parameter of [#after].
    public String stamp() {
        return fresh.text();
    }

    /// Common table expressions for a statement of PostgreSQL. The rows of the stamps are locked after those of the
    /// data, and in their order, so that two writes do not wait for each other.
    ///
    /// @param written the expression before them that writes the data
    public static String after(String written) {
        return """
                stale as (select scope from cache_stamps
                  where scope = any (?) and (select count(*) from %s) >= 0 order by scope for update),
                renewed as (update cache_stamps set stamp = ? where scope in (select scope from stale))""".formatted(written);
    }

    /// A transaction of any length, whose last statement this is.
    ///
    /// @param transaction runs the work and commits it, such as `database::write`
    /// @param renewal     of what the work returned; null when nothing is old
    public static <T extends @Nullable Object> T write(
            Function<SqlWork<T>, T> transaction, SqlWork<T> work, Function<T, @Nullable Renewal> renewal) {
        AtomicReference<@Nullable Renewal> made = new AtomicReference<>();
        T done = transaction.apply(StampRepository.last(work, result -> {
            Renewal last = renewal.apply(result);
            made.set(last);
            return last;
        }));
        Renewal committed = made.get();
        if (committed != null) {
            committed.committed();
        }
        return done;
    }

    /// The write is committed: from now on nothing is given that was read before it.
    public void committed() {
        List<Scope> overtaken = new ArrayList<>();
        before.forEach((scope, stamp) -> {
            if (!scope.replace(stamp, fresh)) {
                overtaken.add(scope);
            }
        });
        if (!overtaken.isEmpty()) {
            untold.accept(overtaken);
        }
        told.run();
    }
}
