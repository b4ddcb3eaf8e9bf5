package dev.opsdeck.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class GateTest {

    private static final long PATIENCE = Duration.ofSeconds(20).toNanos();

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // deadlines overflow, as nanoTime may
    private final List<Long> delays = new ArrayList<>();
    private final List<Runnable> alarms = new ArrayList<>();
    private final Gate gate = new Gate(2, 2, PATIENCE, now::get, (nanos, called) -> {
        delays.add(nanos);
        alarms.add(called);
    });
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void whoeverWaitsLongestIsNext() throws Exception {
        takeAll();
        Future<Boolean> first = waiter(1);
        Future<Boolean> second = waiter(2);

        gate.leave();
        assertThat(first.get()).isTrue();
        assertThat(second).isNotDone();
        gate.leave();
        assertThat(second.get()).isTrue();
        assertThat(gate.waiting()).isZero();
        assertThat(delays).containsExactly(PATIENCE);
    }

    @Test
    void whoeverWaitedTooLongIsTurnedAwayAndTheOthersWaitOn() throws Exception {
        takeAll();
        Future<Boolean> first = waiter(1);
        now.addAndGet(PATIENCE / 4);
        Future<Boolean> second = waiter(2);

        now.addAndGet(PATIENCE - PATIENCE / 4);
        alarms.removeFirst().run();
        assertThat(first.get()).isFalse();
        assertThat(second).isNotDone();
        assertThat(delays).containsExactly(PATIENCE, PATIENCE / 4);

        gate.leave();
        assertThat(second.get()).isTrue();
        alarms.removeFirst().run();
        assertThat(alarms).isEmpty();
        Future<Boolean> third = waiter(1);
        assertThat(alarms).hasSize(1);
        gate.leave();
        assertThat(third.get()).isTrue();
    }

    @Test
    void whoeverIsInterruptedLeavesTheQueueAndNoPermitIsLost() throws Exception {
        takeAll();
        Thread[] thread = new Thread[1];
        Future<Boolean> interrupted = threads.submit(() -> {
            thread[0] = Thread.currentThread();
            return gate.pass();
        });
        awaitWaiting(1);
        Future<Boolean> behind = waiter(2);
        thread[0].interrupt();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(interrupted::get)
                .withCauseInstanceOf(InterruptedException.class);
        gate.leave();
        assertThat(behind.get()).isTrue();

        gate.leave();
        Thread.currentThread().interrupt();
        assertThat(gate.pass()).isTrue();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(gate::pass);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void whoComesWhenTooManyWaitIsTurnedAwayAtOnceAndTakesNobodysPlace() throws Exception {
        takeAll();
        Future<Boolean> first = waiter(1);
        Future<Boolean> second = waiter(2);

        // On this thread, whose wait nobody would end.
        assertThat(gate.pass()).isFalse();
        assertThat(gate.waiting()).isEqualTo(2);
        assertThat(alarms).hasSize(1);

        gate.leave();
        assertThat(first.get()).isTrue();
        Future<Boolean> third = waiter(2);
        assertThat(gate.pass()).isFalse();
        gate.leave();
        assertThat(second.get()).isTrue();
        assertThat(third).isNotDone();
        gate.leave();
        assertThat(third.get()).isTrue();
    }

    /// Of the real alarm, with a patience so short that many are turned away: nobody hangs, no permit is lost.
    @Test
    void underAStormNobodyHangsAndNoMoreAreInsideThanMayBe() throws Exception {
        Gate stormy = new Gate(2, 50, Duration.ofMillis(2).toNanos(), System::nanoTime, Alarm.SYSTEM);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger passed = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(threads.submit(() -> {
                for (int round = 0; round < 200; round++) {
                    if (stormy.pass()) {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        passed.incrementAndGet();
                        LockSupport.parkNanos(100_000L * (round % 7));
                        inside.decrementAndGet();
                        stormy.leave();
                    }
                }
                return null;
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        assertThat(most).hasValue(2);
        assertThat(passed.get()).isBetween(2, 9_999);
        assertThat(stormy.waiting()).isZero();
        assertThat(stormy.pass()).isTrue();
        assertThat(stormy.pass()).isTrue();
    }

    private void takeAll() throws InterruptedException {
        assertThat(gate.pass()).isTrue();
        assertThat(gate.pass()).isTrue();
    }

    /// One more thread that waits.
    private Future<Boolean> waiter(int waiting) {
        Future<Boolean> passed = threads.submit(gate::pass);
        awaitWaiting(waiting);
        return passed;
    }

    private void awaitWaiting(int waiting) {
        await().until(() -> gate.waiting() >= waiting);
    }
}
