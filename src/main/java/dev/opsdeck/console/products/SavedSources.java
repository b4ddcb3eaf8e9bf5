package dev.opsdeck.console.products;

import dev.opsdeck.api.sync.RollbackPlan;
import dev.opsdeck.api.sync.Source;
import dev.opsdeck.api.sync.SourceDraft;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.task.BackgroundTasks;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The sources that the server keeps: read into the form, saved and removed from it. FX thread only.
final class SavedSources {

    private final Supplier<Feeds> server;
    private final BackgroundTasks tasks;
    private final SyncFormModel form;
    private final Consumer<String> notice;
    private long shownServer;

    /// @param notice told what was done, or why not
    SavedSources(Supplier<Feeds> server, BackgroundTasks tasks, SyncFormModel form, Consumer<String> notice) {
        this.server = server;
        this.tasks = tasks;
        this.form = form;
        this.notice = notice;
    }

    void read() {
        long number = shownServer;
        Feeds at = server.get();
        tasks.run(
                "Reading sources",
                at::sources,
                page -> {
                    if (number == shownServer) {
                        form.show(page.data());
                    }
                },
                failure -> notice.accept(failure.text()));
    }

    /// @param refused told why it was not saved
    void save(FeedOrder.Saved order, Consumer<Failure> refused) {
        SourceDraft draft = order.draft();
        if (draft == null) {
            notice.accept("The source is saved as it is shown.");
            return;
        }
        long number = shownServer;
        Feeds at = server.get();
        tasks.run(
                "Saving source " + draft.name(),
                () -> at.saveSource(draft),
                stored -> {
                    if (number == shownServer) {
                        form.origin().set(FeedForm.Origin.SAVED);
                        form.sources().removeIf(source -> source.name().equals(stored.name()));
                        form.sources().add(stored);
                        form.saved().set(stored);
                        notice.accept("Saved the source " + stored.name() + ".");
                    }
                },
                failure -> {
                    if (number == shownServer) {
                        refused.accept(failure);
                    }
                });
    }

    /// @param removed called after it
    void remove(Runnable removed) {
        Source source = form.saved().get();
        if (source == null) {
            return;
        }
        String name = source.name();
        Feeds at = server.get();
        tasks.run(
                "Removing source " + name,
                () -> {
                    at.deleteSource(name);
                    return name;
                },
                done -> {
                    form.saved().set(null);
                    removed.run();
                    read();
                },
                failure -> notice.accept(failure.text()));
    }

    /// @param show told what taking back the last sync of the chosen source would do, if there is anything to take back
    void planRollback(Consumer<RollbackPlan> show) {
        Source source = form.saved().get();
        if (source != null) {
            Feeds at = server.get();
            tasks.run(
                    "Reading the last sync",
                    () -> at.rollbackPlan(source.name()),
                    show,
                    failure -> notice.accept(failure.text()));
        }
    }

    /// Another server: answers of the one before do not count.
    void forget() {
        shownServer++;
    }
}
