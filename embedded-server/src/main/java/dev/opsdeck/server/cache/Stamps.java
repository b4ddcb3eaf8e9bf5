package dev.opsdeck.server.cache;

import dev.opsdeck.server.db.DatabaseException;
import dev.opsdeck.server.db.DatabaseUnavailable;
import dev.opsdeck.server.db.Rounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The stamps of all scopes: in this process alone, or agreed upon by all instances through their database.
/// Thread-safe.
///
/// **Across instances.** A write puts a new stamp into the database by its last statement, and takes it for this
/// process when it is committed ([Renewal]). A flush, and a write that another one overtook, take a provisional
/// stamp for this process, put a new one into the database, and take that. Every instance reads the database's
/// stamps again and again. So whatever was read under a stamp was read after that stamp was in the database, and
/// a write whose stamp came earlier is in it; one whose stamp comes later puts it out of force. Redis has no part
/// in this: it may forget, come back with old values or miss a message, and nothing old is given.
///
/// **No news is not good news.** What was read more than [#TRUST_NANOS] ago is given only while the stamps were
/// confirmed less than that ago. Without the database a value is therefore given for less than a second.
final class Stamps {

    /// How often to call [#pull].
    static final Duration PULL = Duration.ofMillis(400);

    static final long TRUST_NANOS = Duration.ofMillis(950).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(Stamps.class);

    private final @Nullable StampRepository repository;
    private final LongSupplier nanos;
    private final List<Scope> scopes = new CopyOnWriteArrayList<>();
    private final @Nullable Rounds<Collection<Scope>, Boolean> rounds;
    private volatile long confirmedNanos;

    /// @param repository null when no other process reads or writes the same data
    Stamps(@Nullable StampRepository repository, LongSupplier nanos) {
        this.repository = repository;
        this.nanos = nanos;
        this.confirmedNanos = nanos.getAsLong() - TRUST_NANOS;
        this.rounds = repository == null
                ? null
                : repository.rounds(untold -> {
                    agree(
                            repository,
                            untold.stream().flatMap(Collection::stream).collect(Collectors.toSet()));
                    return Collections.nCopies(untold.size(), true);
                });
    }

    boolean shared() {
        return repository != null;
    }

    /// A new scope; its name is the same on all instances.
    Scope scope(String name, Runnable changed) {
        Stamp first = shared() ? Stamp.provisional() : Stamp.known(Stamp.draw());
        Scope scope = new Scope(name, first, changed);
        scopes.add(scope);
        return scope;
    }

    /// Whether every stamp was in force less than [#TRUST_NANOS] ago.
    boolean confirmed(long nowNanos) {
        return repository == null || nowNanos - confirmedNanos < TRUST_NANOS;
    }

    /// Whether a value that began to be read at `readNanos` may be given at `nowNanos` if its stamp is in force.
    boolean trusted(long readNanos, long nowNanos) {
        return confirmed(nowNanos) || nowNanos - readNanos < TRUST_NANOS;
    }

    /// Forgets these, here at once and everywhere when it returns, or soon after if the database does not answer.
    void renew(Collection<Scope> stale) {
        if (rounds == null) {
            stale.forEach(scope -> scope.renew(Stamp.known(Stamp.draw())));
            return;
        }
        stale.forEach(scope -> scope.renew(Stamp.provisional()));
        try {
            rounds.join(stale);
        } catch (DatabaseUnavailable | DatabaseException e) {
            LOG.warn("Other instances will hear of a change later: the database does not answer", e);
        }
    }

    /// For a write that tells by itself.
    ///
    /// @param told called when all is done
    Renewal renewal(Collection<Scope> stale, Runnable told) {
        return new Renewal(stale, shared(), this::renew, told);
    }

    /// Puts right what could not be told, then learns what others changed. On one thread that may wait.
    void pull() {
        StampRepository shared = repository;
        if (shared == null) {
            return;
        }
        Map<Scope, Long> renewals = new HashMap<>();
        scopes.forEach(scope -> renewals.put(scope, scope.renewals()));
        long begin = nanos.getAsLong();
        Map<String, String> agreed = shared.all();
        if (scopes.stream().anyMatch(scope -> !scope.stamp().text().equals(agreed.get(scope.name())))) {
            shared.demandFreshReads();
        }
        List<Scope> untold = new ArrayList<>();
        Set<String> missing = new HashSet<>();
        renewals.forEach((scope, before) -> {
            String stamp = agreed.get(scope.name());
            if (stamp == null) {
                missing.add(scope.name());
            } else if (before > 0 && !scope.stamp().known()) {
                untold.add(scope);
            } else {
                scope.learn(stamp, before);
            }
        });
        if (!untold.isEmpty()) {
            agree(shared, untold);
        }
        if (missing.isEmpty()) {
            confirmedNanos = begin;
        } else {
            missing.forEach(scope -> shared.add(scope, Stamp.draw()));
        }
    }

    private void agree(StampRepository shared, Collection<Scope> untold) {
        Map<Scope, Stamp> provisional = new HashMap<>();
        for (Scope scope : untold) {
            Stamp stamp = scope.stamp();
            if (!stamp.known()) {
                provisional.put(scope, stamp);
            }
        }
        if (provisional.isEmpty()) {
            return;
        }
        String fresh = Stamp.draw();
        shared.renew(provisional.keySet().stream().map(Scope::name).toList(), fresh);
        provisional.forEach((scope, stamp) -> scope.settle(stamp, fresh));
    }
}
