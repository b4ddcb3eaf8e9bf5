package dev.opsdeck.server.fleet;

import dev.opsdeck.api.health.Readiness.Probe;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One thing that must answer for the server to be ready. However many ask, and however long the thing hangs, it is
/// asked once at a time: anybody may call this, so it must not become a load of its own. Thread-safe.
final class ReadinessProbe {

    private final String name;
    private final Runnable question;
    private final Executor executor;
    private final LongSupplier nanos;
    private final AtomicReference<@Nullable CompletableFuture<Void>> underWay = new AtomicReference<>();

    /// @param question returns when the thing answered and throws when it did not
    ReadinessProbe(String name, Runnable question, Executor executor, LongSupplier nanos) {
        this.name = name;
        this.question = question;
        this.executor = executor;
        this.nanos = nanos;
    }

    Probe ask(long limitNanos) throws InterruptedException {
        long begin = nanos.getAsLong();
        try {
            answer().get(limitNanos, TimeUnit.NANOSECONDS);
            return new Probe(name, true, millisSince(begin), null);
        } catch (TimeoutException slow) {
            String sentence =
                    "The " + name + " did not answer within " + TimeUnit.NANOSECONDS.toMillis(limitNanos) + " ms.";
            return new Probe(name, false, millisSince(begin), sentence);
        } catch (ExecutionException failed) {
            return new Probe(name, false, millisSince(begin), "The " + name + " does not answer.");
        }
    }

    private CompletableFuture<Void> answer() {
        CompletableFuture<Void> running = underWay.get();
        if (running != null && !running.isDone()) {
            return running;
        }
        CompletableFuture<Void> fresh = new CompletableFuture<>();
        if (!underWay.compareAndSet(running, fresh)) {
            return answer();
        }
        executor.execute(() -> {
            try {
                question.run();
                fresh.complete(null);
            } catch (RuntimeException failed) {
                fresh.completeExceptionally(failed);
            }
        });
        return fresh;
    }

    private double millisSince(long begin) {
        return (nanos.getAsLong() - begin) / 1e6;
    }
}
