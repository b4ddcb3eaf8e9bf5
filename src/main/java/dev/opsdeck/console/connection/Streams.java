package dev.opsdeck.console.connection;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Makes the live streams of servers. Any thread.
public final class Streams {

    private final HttpClients http;
    private final InstantSource clock;
    private final LongSupplier nanoClock;
    private final RandomGenerator random;

    public Streams(HttpClients http, InstantSource clock, LongSupplier nanoClock, RandomGenerator random) {
        this.http = http;
        this.clock = clock;
        this.nanoClock = nanoClock;
        this.random = random;
    }

    /// A stream that is not started yet; the caller closes it.
    public EventStreamClient open(Connection server, StreamListener listener) {
        Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), random);
        return new EventStreamClient(
                server.api(), http.wire(), listener, clock, nanoClock, backoff, Duration.ofMillis(500));
    }
}
