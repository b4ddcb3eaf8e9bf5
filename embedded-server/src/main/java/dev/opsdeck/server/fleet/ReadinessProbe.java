package dev.opsdeck.server.fleet;

import dev.opsdeck.api.health.Readiness.Probe;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One thing that must answer for the server to be ready. However many ask, and however long the thing hangs, it is
/// asked once at a time: anybody may call this, so it must not become a load of its own. Thread-safe.
final class ReadinessProbe {

    private final String name;
    private final Supplier<@Nullable String> question;
    private final Executor executor;
    private final LongSupplier nanos;
    private final AtomicReference<@Nullable CompletableFuture<@Nullable String>> underWay = new AtomicReference<>();

    /// @param question returns null, or a remark, when the thing answered, and throws when it did not
    ReadinessProbe(String name, Supplier<@Nullable String> question, Executor executor, LongSupplier nanos) {
        this.name = name;
        this.question = question;
        this.executor = executor;
        this.nanos = nanos;
    }

    Probe ask(long limitNanos) throws InterruptedException {
        long begin = nanos.getAsLong();
        try {
            String remark = answer().get(limitNanos, TimeUnit.NANOSECONDS);
            return new Probe(name, true, millisSince(begin), remark);
        } catch (TimeoutException slow) {
            String sentence =
                    "The " + name + " did not answer within " + TimeUnit.NANOSECONDS.toMillis(limitNanos) + " ms.";
            return new Probe(name, false, millisSince(begin), sentence);
        } catch (ExecutionException failed) {
            return new Probe(name, false, millisSince(begin), "The " + name + " does not answer.");
        }
    }

    private CompletableFuture<@Nullable String> answer() {
        CompletableFuture<@Nullable String> running = underWay.get();
        if (running != null && !running.isDone()) {
            return running;
        }
        CompletableFuture<@Nullable String> fresh = new CompletableFuture<>();
        if (!underWay.compareAndSet(running, fresh)) {
            return answer();
        }
        executor.execute(() -> {
            try {
                fresh.complete(question.get());
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
