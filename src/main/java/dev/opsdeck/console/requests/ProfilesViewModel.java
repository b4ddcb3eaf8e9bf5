package dev.opsdeck.console.requests;

import dev.opsdeck.api.profiles.Profile;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.task.Cancellable;
import dev.opsdeck.console.ui.ExportFile;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Outcome;
import dev.opsdeck.console.ui.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The profiles of a server, one under way, and one of them opened. FX thread only; the server is asked on
/// [BackgroundTasks], every two seconds while the list is seen.
final class ProfilesViewModel {

    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final Cancellable NOTHING = () -> {};

    private final Asking<ProfileServer> asking;
    private final BackgroundTasks tasks;
    private final Formats formats;
    private final InstantSource clock;

    private final ObservableList<Profile> rows = FXCollections.observableArrayList();
    private final IntegerProperty seconds = new SimpleIntegerProperty(this, "seconds", 30);
    private final ReadOnlyObjectWrapper<Content> content =
            new ReadOnlyObjectWrapper<>(this, "content", Content.LOADING);
    private final ReadOnlyObjectWrapper<@Nullable ProfileView> opened = new ReadOnlyObjectWrapper<>(this, "opened");
    private final RunningProfile underWay = new RunningProfile();
    private final ReadOnlyLongWrapper wanted = new ReadOnlyLongWrapper(this, "wanted");
    private final ReadOnlyObjectWrapper<Outcome> result = new ReadOnlyObjectWrapper<>(this, "result", Outcome.NONE);

    private boolean seen;
    private Cancellable ticks = NOTHING;

    ProfilesViewModel(Asking<ProfileServer> asking, BackgroundTasks tasks, Formats formats, InstantSource clock) {
        this.asking = asking;
        this.tasks = tasks;
        this.formats = formats;
        this.clock = clock;
        asking.turns().subscribe((before, now) -> forget());
        asking.anew().subscribe((before, now) -> read());
    }

    /// The list is seen: reads now and every few seconds.
    void shown() {
        if (!seen) {
            seen = true;
            ticks = tasks.every(PERIOD, this::read);
            read();
        }
    }

    /// It is not seen any more: asks for nothing.
    void hidden() {
        seen = false;
        ticks.close();
    }

    /// Newest first.
    ObservableList<Profile> rows() {
        return rows;
    }

    /// How long the next one is to be.
    IntegerProperty seconds() {
        return seconds;
    }

    ReadOnlyObjectProperty<Content> content() {
        return content.getReadOnlyProperty();
    }

    /// Null while the list is looked at.
    ReadOnlyObjectProperty<@Nullable ProfileView> opened() {
        return opened.getReadOnlyProperty();
    }

    /// The newest that is under way, on any server of the same database; null for none.
    ReadOnlyObjectProperty<@Nullable Profile> running() {
        return underWay.running();
    }

    /// How much of its time is over, from 0 to 1.
    ReadOnlyDoubleProperty progress() {
        return underWay.progress();
    }

    /// The number of the one that was asked for from elsewhere last; another number each time.
    ReadOnlyLongProperty wanted() {
        return wanted.getReadOnlyProperty();
    }

    /// Why the last call did not succeed; empty when it did.
    ReadOnlyStringProperty notice() {
        return asking.notice();
    }

    /// `As of 18:02:11` while the connection is lost, else empty.
    ReadOnlyStringProperty staleSince() {
        return asking.staleSince();
    }

    /// What came of what was done here: saved, or refused; none before.
    ReadOnlyObjectProperty<Outcome> result() {
        return result.getReadOnlyProperty();
    }

    /// What stands where nothing does.
    String emptyText() {
        return content.get() == Content.FAILED
                ? "The profiles could not be read."
                : "There is no profile yet. A profile records for some seconds which methods the server spends its CPU"
                        + " time on; one is kept by itself when an alert becomes critical.";
    }

    /// Reads the list.
    void read() {
        if (seen) {
            asking.read("Reading the profiles", ProfileServer::profiles, this::show, () -> {
                if (content.get() == Content.LOADING) {
                    content.set(Content.FAILED);
                }
            });
        }
    }

    /// Begins one, as long as was chosen.
    void start() {
        int length = seconds.get();
        act("Beginning a profile", at -> at.start(length), profile -> {
            underWay.begun(profile.id());
            read();
        });
    }

    /// Ends the one under way early.
    void stop() {
        Profile profile = underWay.running().get();
        if (profile != null) {
            end(profile.id());
        }
    }

    /// Deletes the one that is opened.
    void delete() {
        ProfileView view = opened.get();
        if (view != null && view.deletable()) {
            close();
            end(view.id());
        }
    }

    private void end(long id) {
        act(
                "Ending the profile",
                at -> {
                    at.end(id);
                    return at.profiles();
                },
                this::show);
    }

    /// Shows one.
    void open(long id) {
        result.set(Outcome.NONE);
        asking.read(
                "Reading the profile",
                from -> from.profile(id),
                detail -> opened.set(ProfileView.of(detail, formats)),
                () -> {});
    }

    /// Shows what ran in the last hours.
    void openHours(int hours) {
        act(
                "Reading the samples",
                from -> from.sampled(hours),
                methods -> opened.set(ProfileView.of(methods, hours, formats)));
    }

    /// Shows one that another page names.
    void want(long id) {
        wanted.set(0);
        wanted.set(id);
        open(id);
    }

    /// Back to the list.
    void close() {
        opened.set(null);
        result.set(Outcome.NONE);
    }

    /// Writes the recording of the opened one into a file; the status bar shows how far that is, and can cancel
    /// it.
    void save(Path to) {
        ProfileView view = opened.get();
        if (view == null || !view.savable()) {
            return;
        }
        ProfileServer from = asking.server();
        long id = view.id();
        long turn = asking.turns().get();
        result.set(Outcome.NONE);
        BackgroundTasks.Work<Outcome> work = share -> ExportFile.write(to, part -> {
            from.save(id, part, share);
            return "Profile " + id + " is written to " + to.getFileName() + ": JDK Mission Control opens it.";
        });
        tasks.run(
                "Saving profile " + id,
                work,
                outcome -> {
                    if (turn == asking.turns().get()) {
                        result.set(outcome);
                    }
                },
                failure -> {
                    if (turn == asking.turns().get()) {
                        result.set(refused(failure));
                    }
                });
    }

    private void show(List<Profile> profiles) {
        if (!rows.equals(profiles)) {
            rows.setAll(profiles);
        }
        content.set(profiles.isEmpty() ? Content.EMPTY : Content.ROWS);
        underWay.follow(profiles, clock.instant(), done -> {
            if (opened.get() == null) {
                open(done);
            }
        });
    }

    /// What was refused stays said until something else is done.
    private <T> void act(String title, Function<ProfileServer, T> call, Consumer<T> then) {
        result.set(Outcome.NONE);
        asking.ask(title, call, then, failure -> result.set(refused(failure)));
    }

    private static Outcome refused(Failure failure) {
        return new Outcome(State.WARNING, failure.text());
    }

    private void forget() {
        underWay.forget();
        rows.setAll(List.of());
        opened.set(null);
        result.set(Outcome.NONE);
        content.set(Content.LOADING);
        read();
    }
}
