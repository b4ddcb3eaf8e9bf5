package dev.opsdeck.server.cache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// One value while it is being read, for all who wait for it. Under the stamp that was in force when it began:
/// who comes after a change waits for another.
final class Flight<V> {

    private final Stamp stamp;
    private final CompletableFuture<V> value = new CompletableFuture<>();

    private String level = "memory";

    Flight(Stamp stamp) {
        this.stamp = stamp;
    }

    /// The level that its value comes from; called by its reader, and asked by it.
    void cameFrom(String from) {
        level = from;
    }

    String level() {
        return level;
    }

    Stamp stamp() {
        return stamp;
    }

    void land(V read) {
        value.complete(read);
    }

    void crash(Throwable reason) {
        value.completeExceptionally(reason);
    }

    /// Waits; throws what the reader threw.
    V await() {
        try {
            return value.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
