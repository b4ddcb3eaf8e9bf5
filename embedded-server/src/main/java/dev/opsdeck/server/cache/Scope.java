package dev.opsdeck.server.cache;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// What is forgotten together: a whole cache, or a share of its keys. A value is kept with the stamp that was in force
/// before it was read, and given only while that stamp is in force; so a value that was read before a write and kept
/// after it is never given. Thread-safe, without locks.
final class Scope {

    private final String name;
    private final Runnable changed;
    private final AtomicReference<Stamp> stamp;
    private final AtomicLong renewals = new AtomicLong();

    /// @param changed told after every change of the stamp, on the thread that changed it; must not block
    Scope(String name, Stamp first, Runnable changed) {
        this.name = name;
        this.stamp = new AtomicReference<>(first);
        this.changed = changed;
    }

    String name() {
        return name;
    }

    Stamp stamp() {
        return Objects.requireNonNull(stamp.get());
    }

    /// How often this process renewed it, for whoever reads the stamp of all instances meanwhile.
    long renewals() {
        return renewals.get();
    }

    /// From now on another stamp is in force.
    void renew(Stamp fresh) {
        renewals.incrementAndGet();
        stamp.set(fresh);
        changed.run();
    }

    /// A write that gave all instances another stamp is committed.
    ///
    /// @param before the stamp before it
    /// @return false if something else changed the stamp meanwhile: then nobody knows whose came last
    boolean replace(Stamp before, Stamp fresh) {
        renewals.incrementAndGet();
        if (stamp.compareAndSet(before, fresh)) {
            changed.run();
            return true;
        }
        // Or it was learned from the database before this was called.
        return stamp().text().equals(fresh.text());
    }

    /// All instances know a stamp in place of the provisional one, unless that was renewed again meanwhile.
    void settle(Stamp provisional, String agreed) {
        // Before it is in force: whoever finds it has to find this, too.
        renewals.incrementAndGet();
        if (stamp.compareAndSet(provisional, Stamp.known(agreed))) {
            changed.run();
        }
    }

    /// What all instances agree on.
    ///
    /// @param renewalsBefore [#renewals] before it was asked for: an answer that a renewal overtook is void
    void learn(String agreed, long renewalsBefore) {
        Stamp mine = stamp();
        if (!mine.text().equals(agreed)
                && renewals.get() == renewalsBefore
                && stamp.compareAndSet(mine, Stamp.known(agreed))) {
            changed.run();
        }
    }
}
