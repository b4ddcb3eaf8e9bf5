package dev.opsdeck.console.task;

import dev.opsdeck.console.connection.ApiFailure;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.connection.Failure.Bug;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// [BackgroundTasks] for tests of view-models: everything runs at once on the calling thread; timers run when the test
/// calls [#tick].
public final class DirectTasks implements BackgroundTasks {

    private final ObservableList<RunningTask> running = FXCollections.observableArrayList();
    private final List<Runnable> repeating = new ArrayList<>();
    private final List<Runnable> once = new ArrayList<>();
    private boolean holding;

    /// From now on work is listed as running and never done.
    public void hold() {
        holding = true;
    }

    /// Cancels what runs, as the status bar does.
    public void cancelHeld() {
        for (RunningTask task : List.copyOf(running)) {
            task.cancel();
            running.remove(task);
        }
    }

    @Override
    public <T> RunningTask run(String title, Work<T> work, Consumer<? super T> onFx, Consumer<Failure> failedOnFx) {
        RunningTask task = new RunningTask(title, 0, () -> {});
        if (holding) {
            running.add(task);
            return task;
        }
        T result;
        try {
            result = work.call(task::progressed);
        } catch (ApiFailure e) {
            failedOnFx.accept(e.failure());
            return task;
        } catch (Exception e) {
            failedOnFx.accept(new Bug(e));
            return task;
        }
        onFx.accept(result);
        return task;
    }

    @Override
    public Cancellable every(Duration period, Runnable action) {
        repeating.add(action);
        return () -> repeating.remove(action);
    }

    @Override
    public Cancellable after(Duration delay, Runnable action) {
        once.add(action);
        return () -> once.remove(action);
    }

    @Override
    public ObservableList<RunningTask> running() {
        return running;
    }

    /// Runs every timer's action once.
    public void tick() {
        List<Runnable> due = new ArrayList<>(once);
        due.addAll(repeating);
        once.clear();
        due.forEach(Runnable::run);
    }
}
