package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadServerSide;
import dev.opsdeck.api.loadruns.LoadServerSide.Point;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What the server under load tells of itself while a run goes on: its history of the last seconds, asked every few of
/// them, each second once. Nothing waits for the answer, and while one is missing no other is asked for; what was not
/// told is asked for the next time. Thread-safe.
final class LiveSide {

    /// Asks for a stretch of the run, in whole [#stretchSeconds], on a thread that may block.
    interface Question {

        /// @param to excluded
        List<Point> ask(int from, int to) throws IOException, InterruptedException;
    }

    private static final int EVERY_SECONDS = 3;

    /// The last second may not be in the server's history yet.
    private static final int BEHIND_SECONDS = 1;

    private final Executor threads;
    private final int stretch;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Point> told = new ArrayList<>();
    private int taken;
    private int next;
    private boolean asking;
    private String silence = "";
    private boolean silenceTaken;

    /// @param durationSeconds of the run: of a long one the server is asked for longer stretches, and more seldom
    /// @param threads         where the questions wait for their answers
    LiveSide(int durationSeconds, Executor threads) {
        this.threads = threads;
        this.stretch = Math.ceilDiv(Math.max(1, durationSeconds), ServerSides.MOST_POINTS);
    }

    /// How long the stretches are of which each makes a point.
    int stretchSeconds() {
        return stretch;
    }

    /// The server will tell nothing.
    ///
    /// @param why a sentence; empty when it will
    void silent(String why) {
        lock.lock();
        try {
            silence = why;
        } finally {
            lock.unlock();
        }
    }

    /// So many seconds of the run are over.
    void passed(int seconds, Question question) {
        int from;
        int to;
        lock.lock();
        try {
            to = (seconds - BEHIND_SECONDS) / stretch * stretch;
            if (asking || !silence.isEmpty() || to - next < Math.max(EVERY_SECONDS, stretch)) {
                return;
            }
            from = next;
            asking = true;
        } finally {
            lock.unlock();
        }
        threads.execute(() -> answered(to, ask(question, from, to)));
    }

    /// Null when nothing is known yet.
    @Nullable
    LoadServerSide soFar() {
        lock.lock();
        try {
            return told.isEmpty() && silence.isEmpty() ? null : side(told);
        } finally {
            lock.unlock();
        }
    }

    /// What is known and was not taken yet; null when that is nothing.
    @Nullable
    LoadServerSide takeNews() {
        lock.lock();
        try {
            boolean silent = !silence.isEmpty() && !silenceTaken;
            if (taken == told.size() && !silent) {
                return null;
            }
            LoadServerSide news = side(told.subList(taken, told.size()));
            taken = told.size();
            silenceTaken = silent || silenceTaken;
            return news;
        } finally {
            lock.unlock();
        }
    }

    private LoadServerSide side(List<Point> points) {
        return new LoadServerSide(points, null, silence.isEmpty() ? null : silence);
    }

    /// Null when there was no answer: the end of the run tells why, if it lasts.
    private static @Nullable List<Point> ask(Question question, int from, int to) {
        try {
            return question.ask(from, to);
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private void answered(int to, @Nullable List<Point> points) {
        lock.lock();
        try {
            asking = false;
            if (points != null) {
                told.addAll(points);
                next = to;
            }
        } finally {
            lock.unlock();
        }
    }
}
