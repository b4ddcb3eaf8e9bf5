package dev.opsdeck.server.fleet;

import dev.opsdeck.api.health.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Whether the server is ready, for whoever asks over HTTP, and every few seconds for its own figures. Thread-safe.
public final class HealthCheck {

    /// All probes together answer within a second.
    private static final long LIMIT_NANOS = Duration.ofMillis(800).toNanos();

    /// How often it asks for its own figures.
    private static final long EVERY_NANOS = Duration.ofSeconds(4).toNanos();

    private final List<ReadinessProbe> probes;
    private final Executor executor;
    private final LongSupplier nanos;
    private final AtomicBoolean asking = new AtomicBoolean();
    private final long beginNanos;
    private long nextNanos;
    private volatile @Nullable Boolean failing;

    /// @param questions by name, what must answer: each returns null, or a sentence about something that does not
    ///                  keep the server from its work, or throws; may hang
    /// @param executor  where they are asked
    public HealthCheck(Map<String, Supplier<@Nullable String>> questions, Executor executor, LongSupplier nanos) {
        this.executor = executor;
        this.nanos = nanos;
        this.beginNanos = nanos.getAsLong();
        this.probes = questions.entrySet().stream()
                .map(question -> new ReadinessProbe(question.getKey(), question.getValue(), executor, nanos))
                .toList();
    }

    /// Asks everything; takes less than a second.
    Readiness ask() throws InterruptedException {
        long deadline = nanos.getAsLong() + LIMIT_NANOS;
        List<Readiness.Probe> checks = new ArrayList<>();
        for (ReadinessProbe probe : probes) {
            checks.add(probe.ask(Math.max(0, deadline - nanos.getAsLong())));
        }
        boolean up = checks.stream().allMatch(Readiness.Probe::up);
        return new Readiness(up ? "up" : "down", checks);
    }

    /// Has it asked elsewhere when it is time to. Called every second by the ticker; never blocks.
    public void tick() {
        long now = nanos.getAsLong() - beginNanos;
        if (now >= nextNanos && asking.compareAndSet(false, true)) {
            nextNanos = now + EVERY_NANOS;
            executor.execute(this::refresh);
        }
    }

    /// Whether it was not ready when it was last asked; null before the first answer. Never blocks.
    public @Nullable Boolean failing() {
        return failing;
    }

    private void refresh() {
        try {
            failing = !ask().status().equals("up");
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } finally {
            asking.set(false);
        }
    }
}
