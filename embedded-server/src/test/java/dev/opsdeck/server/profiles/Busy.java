package dev.opsdeck.server.profiles;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// A virtual thread that computes until it is closed, three quarters of its time in one of two methods.
final class Busy implements AutoCloseable {

    private final AtomicLong sum = new AtomicLong();
    private final Thread thread = Thread.ofVirtual().name("busy").start(this::work);
    private volatile boolean closed;

    /// Its result until now.
    long computed() {
        return sum.get();
    }

    private void work() {
        while (!closed) {
            // One processor may be all there is: others shall run, too.
            LockSupport.parkNanos(1);
            long until = System.nanoTime() + 2_000_000;
            sum.addAndGet(threeQuarters(until));
            sum.addAndGet(oneQuarter(until + 666_667));
        }
    }

    private static long threeQuarters(long until) {
        long value = 1;
        while (System.nanoTime() < until) {
            value = spin(value);
        }
        return value;
    }

    private static long oneQuarter(long until) {
        long value = 2;
        while (System.nanoTime() < until) {
            value = spin(value);
        }
        return value;
    }

    private static long spin(long seed) {
        long value = seed;
        for (int i = 0; i < 2_000; i++) {
            value = value * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
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
