package dev.opsdeck.server.profiles;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// A virtual thread that computes until it is closed, three quarters of its work in one of two methods. By work
/// and not by time: on a machine that does much else, time passes without it.
final class Busy implements AutoCloseable {

    /// Rounds that take about a second of CPU time: some hundred samples of a profile.
    static final long A_SECOND = 400;

    private static final int PART = 200;

    private final AtomicLong rounds = new AtomicLong();
    private final AtomicLong sum = new AtomicLong(1);
    private final Thread thread = Thread.ofVirtual().name("busy").start(this::work);
    private volatile boolean closed;

    /// Not known to the compiler: the JVM can look at a thread in each turn of a loop whose length it does not know.
    private volatile int step = 1;

    /// How far it is.
    long rounds() {
        return rounds.get();
    }

    private void work() {
        while (!closed) {
            // One processor may be all there is: others shall run, too.
            LockSupport.parkNanos(1);
            sum.set(oneQuarter(threeQuarters(sum.get())));
            rounds.incrementAndGet();
        }
    }

    private long threeQuarters(long seed) {
        long value = seed;
        for (int i = 0; i < 3 * PART; i += step) {
            value = spin(value);
        }
        return value;
    }

    private long oneQuarter(long seed) {
        long value = seed;
        for (int i = 0; i < PART; i += step) {
            value = spin(value);
        }
        return value;
    }

    private static long spin(long seed) {
        long value = seed;
        for (int i = 0; i < 2_000; i++) {
            value ^= value << 13;
            value ^= value >>> 7;
            value ^= value << 17;
        }
        return value;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
