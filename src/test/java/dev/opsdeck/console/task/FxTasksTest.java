package dev.opsdeck.console.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opsdeck.console.connection.ApiFailure;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.connection.Failure.Bug;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.ui.Fx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FxTasksTest {

    private final FxTasks tasks = new FxTasks(System::nanoTime);

    @AfterEach
    void close() throws Exception {
        Fx.call(() -> {
            tasks.close();
            return true;
        });
    }

    @Test
    void worksBesideTheFxThreadAndEndsOnIt() throws Exception {
        CompletableFuture<String> ended = new CompletableFuture<>();
        Fx.call(() -> tasks.run(
                "Work",
                () -> Platform.isFxApplicationThread() + "",
                worked -> ended.complete(worked + " then " + Platform.isFxApplicationThread()),
                failure -> ended.complete(failure.text())));
        assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo("false then true");
        await().until(() -> Fx.call(() -> tasks.running().isEmpty()));
    }

    @Test
    void toldFailuresArriveAsTheyAreAndMistakesAsBugs() throws Exception {
        Offline gone = new Offline(Reason.GONE, "eu-prod", "");
        assertThat(failureOf(() -> {
                    throw new ApiFailure(gone);
                }))
                .isEqualTo(gone);
        assertThat(failureOf(() -> {
                    throw new IllegalStateException("a mistake");
                }))
                .isInstanceOf(Bug.class);
    }

    @Test
    void whatIsAskedForAfterTheEndDoesNotHappen() throws Exception {
        AtomicBoolean happened = new AtomicBoolean();
        Fx.call(() -> {
            tasks.close();
            tasks.after(Duration.ZERO, () -> happened.set(true)).close();
            tasks.every(Duration.ofMillis(1), () -> happened.set(true)).close();
            return true;
        });
        assertThat(Fx.call(happened::get)).isFalse();
    }

    @Test
    void aCancelledTaskIsInterruptedAndNeverEnds() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        RunningTask task = Fx.call(() -> tasks.run(
                "Wait",
                () -> {
                    try {
                        return new CountDownLatch(1).await(30, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                },
                done -> ended.set(true),
                failure -> ended.set(true)));
        task.cancel();
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        await().until(() -> Fx.call(() -> tasks.running().isEmpty()));
        assertThat(ended).isFalse();
    }

    @Test
    void tellsProgressOnTheFxThread() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        RunningTask task = Fx.call(() -> tasks.run(
                "Upload",
                progress -> {
                    progress.accept(0.5);
                    return goOn.await(10, TimeUnit.SECONDS);
                },
                done -> {},
                failure -> {}));
        await().until(() -> Fx.call(() -> task.progress().get()) == 0.5);
        goOn.countDown();
        await().until(() -> Fx.call(() -> tasks.running().isEmpty()));
    }

    @Test
    void repeatsUntilItIsClosed() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        Cancellable ticks = tasks.every(Duration.ofMillis(5), runs::incrementAndGet);
        await().until(() -> runs.get() > 3);
        ticks.close();
        int after = Fx.call(runs::get);
        await().during(Duration.ofMillis(100)).until(() -> runs.get() == after);
    }

    private Failure failureOf(java.util.concurrent.Callable<String> work) throws Exception {
        CompletableFuture<Failure> failed = new CompletableFuture<>();
        Fx.call(() -> tasks.run("Fail", work, done -> {}, failed::complete));
        return failed.get(10, TimeUnit.SECONDS);
    }
}
