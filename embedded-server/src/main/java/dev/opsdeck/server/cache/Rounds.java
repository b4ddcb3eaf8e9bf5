package dev.opsdeck.server.cache;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What many threads want done, done in rounds, one at a time: who comes while a round is under way is part of
/// the next. So fifty writers at once cost one trip to the database, not fifty, and none returns before its own
/// was done. A round runs on the thread of whoever was its first. Thread-safe; no lock is held while a round
/// runs.
final class Rounds<T> {

    private final Consumer<Set<T>> work;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Round<T> gathering;
    private @Nullable CompletableFuture<@Nullable Void> last;

    private record Round<T>(
            Set<T> items, @Nullable CompletableFuture<@Nullable Void> before, CompletableFuture<@Nullable Void> done) {}

    /// @param work what a round does; what it throws reaches everybody in the round
    Rounds(Consumer<Set<T>> work) {
        this.work = work;
    }

    /// Returns when a round that began after this call has done these.
    void join(Collection<T> items) {
        Round<T> mine;
        boolean first;
        lock.lock();
        try {
            first = gathering == null;
            mine = gathering == null ? new Round<>(new HashSet<>(), last, new CompletableFuture<>()) : gathering;
            mine.items().addAll(items);
            gathering = mine;
            last = mine.done();
        } finally {
            lock.unlock();
        }
        if (first) {
            run(mine);
        } else {
            await(mine.done());
        }
    }

    private void run(Round<T> round) {
        CompletableFuture<@Nullable Void> before = round.before();
        if (before != null) {
            // How it ended is the matter of those who were in it.
            before.handle((done, failure) -> failure == null).join();
        }
        lock.lock();
        try {
            gathering = null;
        } finally {
            lock.unlock();
        }
        try {
            work.accept(round.items());
            round.done().complete(null);
        } catch (RuntimeException | Error e) {
            round.done().completeExceptionally(e);
            throw e;
        }
    }

    private static void await(CompletableFuture<@Nullable Void> done) {
        try {
            done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
