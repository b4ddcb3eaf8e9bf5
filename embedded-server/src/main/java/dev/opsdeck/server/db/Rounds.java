package dev.opsdeck.server.db;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What many threads want of the database, done in rounds, one at a time (group commit): who comes while a round is
/// under way is part of the next. So fifty writers at once cost one trip and one commit, not fifty, and none returns
/// before its own was done; who is alone waits for nobody. A round runs on the thread of whoever was its first; the
/// others count its statement as theirs, with the time they waited. Thread-safe; no lock is held while a round runs.
///
/// @param <T> what a thread wants done
/// @param <R> what becomes of it
public final class Rounds<T, R> {

    /// How many may wait for the next round: as many as would wait for a pool of twenty connections.
    private static final int MOST_WAITING = 20 * ConnectionPool.WAITING_PER_CONNECTION;

    private final QueryStatistics queries;
    private final long patienceNanos;
    private final String statement;
    private final Function<List<T>, List<R>> work;
    private final Function<T, R> alone;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Round<T, R> gathering;
    private @Nullable CompletableFuture<List<R>> last;

    private record Round<T, R>(
            List<T> items,
            long beginNanos,
            @Nullable CompletableFuture<List<R>> before,
            CompletableFuture<List<R>> done) {}

    /// @param statement which a round executes, as it is counted
    /// @param work      what a round does: a result for each item, in their order. When it throws nothing was
    ///                  done, and everybody in the round hears of it. It must not wait for long for what only one
    ///                  item needs
    /// @param alone     does what a round did not because of a [DatabaseException], which one item may have
    ///                  caused, on the thread that wants it and beside the rounds
    public Rounds(Database database, String statement, Function<List<T>, List<R>> work, Function<T, R> alone) {
        this(database.queries(), database.patienceNanos(), statement, work, alone);
    }

    Rounds(
            QueryStatistics queries,
            long patienceNanos,
            String statement,
            Function<List<T>, List<R>> work,
            Function<T, R> alone) {
        this.queries = queries;
        this.patienceNanos = patienceNanos;
        this.statement = statement;
        this.work = work;
        this.alone = alone;
    }

    /// Returns when a round that began after this call has done this.
    ///
    /// @throws DatabaseUnavailable also if the rounds before took longer than one waits for a connection
    public R join(T item) {
        Round<T, R> mine;
        int place;
        long begin = queries.nanos();
        lock.lock();
        try {
            mine = gathering == null
                    ? new Round<>(new ArrayList<>(), begin, last, new CompletableFuture<>())
                    : gathering;
            place = mine.items().size();
            if (place == MOST_WAITING) {
                throw tooLate();
            }
            mine.items().add(item);
            gathering = mine;
            last = mine.done();
        } finally {
            lock.unlock();
        }
        if (place == 0) {
            run(mine);
        }
        try {
            R result = result(mine.done()).get(place);
            if (place > 0) {
                queries.shared(statement, begin, 1);
            }
            return result;
        } catch (DatabaseException spoiled) {
            if (mine.items().size() == 1 && spoiled.constraintViolated()) {
                throw spoiled;
            }
            return alone.apply(item);
        }
    }

    /// How many wait for a round that has not begun.
    int waiting() {
        lock.lock();
        try {
            return gathering == null ? 0 : gathering.items().size();
        } finally {
            lock.unlock();
        }
    }

    private void run(Round<T, R> round) {
        CompletableFuture<List<R>> before = round.before();
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
            if (queries.nanos() - round.beginNanos() > patienceNanos) {
                throw tooLate();
            }
            round.done().complete(work.apply(round.items()));
        } catch (RuntimeException | Error e) {
            round.done().completeExceptionally(e);
        }
    }

    private static <R> List<R> result(CompletableFuture<List<R>> done) {
        try {
            return done.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null -> throw e;
                default -> throw e;
            }
        }
    }

    private static DatabaseUnavailable tooLate() {
        return new DatabaseUnavailable("The database does not answer. Please try again in a moment.", null);
    }
}
