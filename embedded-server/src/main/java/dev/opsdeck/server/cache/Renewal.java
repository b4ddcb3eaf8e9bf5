package dev.opsdeck.server.cache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What one write makes old, as a part of the write: the statement that changes the data gives the parts another
/// stamp, too, so both are committed together. No trip is needed for it, and a process that dies after the commit
/// leaves nobody with old values. Only for a write that is one statement: in a longer transaction the stamps
/// would stay locked, and with them the writes of all others, for as long as its process takes. See [Stamps]. For
/// one write, on one thread.
///
/// ```
/// Renewal renewal = caches.renewal(parts);
/// // ... one statement, with the expressions of after(...), scopes() and stamp()
/// renewal.committed();
/// ```
///
/// Of a write that fails nothing needs to be told: if it was committed all the same, so were the stamps.
public final class Renewal {

    /// Of a write that tells later, by [Caches#forget].
    public static final Renewal NONE = new Renewal(List.of(), false, scopes -> {}, () -> {});

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
