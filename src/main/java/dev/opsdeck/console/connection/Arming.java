package dev.opsdeck.console.connection;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which remote servers may be changed or strained now: each must be armed, for ten minutes. JavaFX thread only.
public final class Arming {

    /// How long it lasts.
    public static final Duration LENGTH = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final Map<String, Instant> until = new HashMap<>();

    public Arming(InstantSource clock) {
        this.clock = clock;
    }

    /// Whether actions may go ahead without asking.
    public boolean ready(Connection server) {
        return !server.needsArming() || remaining(server).isPresent();
    }

    /// How long a remote server stays armed; empty when it is not.
    public Optional<Duration> remaining(Connection server) {
        Instant end = until.get(server.id());
        Instant now = clock.instant();
        return end != null && end.isAfter(now) ? Optional.of(Duration.between(now, end)) : Optional.empty();
    }

    public void arm(Connection server) {
        until.put(server.id(), clock.instant().plus(LENGTH));
    }

    public void disarm(Connection server) {
        until.remove(server.id());
    }
}
