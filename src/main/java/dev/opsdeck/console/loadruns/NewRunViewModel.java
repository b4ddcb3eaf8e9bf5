package dev.opsdeck.console.loadruns;

import dev.opsdeck.api.loadruns.LoadRequest;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.loadruns.RunForm.Field;
import dev.opsdeck.console.loadruns.RunForm.Kind;
import dev.opsdeck.console.loadruns.RunSource.Origin;
import dev.opsdeck.console.task.BackgroundTasks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;

/// The dialog that starts a load run on the server shown. The button says in numbers what it will do; nothing starts
/// before it is pressed. FX thread only.
final class NewRunViewModel {

    private static final long LARGEST_SCENARIO = 64 << 10;

    private final RunSource source;
    private final Supplier<String> target;
    private final LiveModel live;
    private final BackgroundTasks tasks;
    private final Consumer<LoadRun> started;

    private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(this, "kind", Kind.SMOKE);
    private final StringProperty rate = new SimpleStringProperty(this, "rate", "100");
    private final StringProperty users = new SimpleStringProperty(this, "users", "20");
    private final StringProperty seconds = new SimpleStringProperty(this, "seconds", "30");
    private final StringProperty think =
            new SimpleStringProperty(this, "think", String.valueOf(RunForm.PROFILE_THINK_MILLIS));
    private final StringProperty hours = new SimpleStringProperty(this, "hours", "4");
    private final StringProperty rampUp = new SimpleStringProperty(this, "rampUp", "0");
    private final ReadOnlyStringWrapper scenarioName = new ReadOnlyStringWrapper(this, "scenarioName", "");
    private final ObjectProperty<Origin> from = new SimpleObjectProperty<>(this, "from", Origin.SERVER);
    private final ReadOnlyStringWrapper reason = new ReadOnlyStringWrapper(this, "reason", "");
    private final ReadOnlyStringWrapper question = new ReadOnlyStringWrapper(this, "question", "");
    private @Nullable String scenario;
    private final ObservableMap<Field, String> faults = FXCollections.observableHashMap();
    private final ReadOnlyStringWrapper plan = new ReadOnlyStringWrapper(this, "plan", "");
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper(this, "notice", "");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");

    /// @param target  what the server shown is called
    /// @param started told of the run
    NewRunViewModel(
            RunSource source,
            Supplier<String> target,
            LiveModel live,
            BackgroundTasks tasks,
            Consumer<LoadRun> started) {
        this.source = source;
        this.target = target;
        this.live = live;
        this.tasks = tasks;
        this.started = started;
        kind.subscribe(() -> check());
        rate.subscribe(() -> check());
        users.subscribe(() -> check());
        seconds.subscribe(() -> check());
        think.subscribe(() -> check());
        hours.subscribe(() -> check());
        rampUp.subscribe(() -> check());
        from.subscribe(() -> check());
        check();
    }

    ObjectProperty<Kind> kind() {
        return kind;
    }

    /// Who sends the requests.
    ObjectProperty<Origin> from() {
        return from;
    }

    /// What it means that these requests come from there.
    ReadOnlyStringProperty reason() {
        return reason.getReadOnlyProperty();
    }

    /// Whether there is a choice.
    boolean choice() {
        return source.choice();
    }

    /// What is asked before a remote server is put under load; empty when nothing is. [#start] once more is the
    /// answer.
    ReadOnlyStringProperty question() {
        return question.getReadOnlyProperty();
    }

    /// Requests a second.
    StringProperty rate() {
        return rate;
    }

    StringProperty users() {
        return users;
    }

    StringProperty seconds() {
        return seconds;
    }

    /// Milliseconds.
    StringProperty think() {
        return think;
    }

    StringProperty hours() {
        return hours;
    }

    /// Seconds.
    StringProperty rampUp() {
        return rampUp;
    }

    /// Name of the file whose calls are sent; empty for the standard mix.
    ReadOnlyStringProperty scenarioName() {
        return scenarioName.getReadOnlyProperty();
    }

    /// Sends the calls of that file.
    void scenario(Path file) {
        notice.set("");
        tasks.run(
                "Reading " + file.getFileName(),
                () -> Files.size(file) > LARGEST_SCENARIO ? "" : Files.readString(file),
                text -> {
                    if (text.isBlank()) {
                        notice.set(file.getFileName() + " is empty or larger than 64 KiB.");
                        return;
                    }
                    scenario = text;
                    scenarioName.set(String.valueOf(file.getFileName()));
                },
                this::refused);
    }

    /// Sends the standard mix again.
    void standardScenario() {
        scenario = null;
        scenarioName.set("");
        notice.set("");
    }

    /// A sentence for each field at fault.
    ObservableMap<Field, String> faults() {
        return faults;
    }

    /// What the run would do, in numbers; empty while a field is at fault.
    ReadOnlyStringProperty plan() {
        return plan.getReadOnlyProperty();
    }

    /// Why the run could not be started; empty when nothing is wrong.
    ReadOnlyStringProperty notice() {
        return notice.getReadOnlyProperty();
    }

    /// Whether the order is on its way.
    ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /// The dialog opens, perhaps for another server than before.
    void opened() {
        opened(source.choice() ? Origin.HERE : Origin.SERVER);
    }

    /// The dialog opens for the ramp that the Capacity page asks for, which is made of those that a server makes
    /// of itself.
    void openedForCapacity() {
        kind.set(Kind.RAMP);
        opened(Origin.SERVER);
    }

    private void opened(Origin origin) {
        notice.set("");
        busy.set(false);
        from.set(origin);
        check();
    }

    /// Gives the order, if all fields can be read; for a remote server asks first.
    void start() {
        boolean answered = !question.get().isEmpty();
        check();
        if (busy.get() || !(form().read() instanceof RunForm.Result.Order order)) {
            return;
        }
        if (!live.link().get().live()) {
            notice.set("The connection is lost. A load run can start when it is back.");
            return;
        }
        notice.set("");
        if (source.choice() && !answered) {
            question.set(RunWords.question(form(), target.get(), from.get()));
            return;
        }
        busy.set(true);
        Origin chosen = from.get();
        LoadServer at = source.place(chosen).server();
        LoadRequest request = order.request();
        tasks.run(
                "Starting load run",
                () -> at.start(request),
                run -> {
                    busy.set(false);
                    source.choose(chosen);
                    started.accept(run);
                },
                this::refused);
    }

    private void refused(Failure failure) {
        busy.set(false);
        Field field = failure instanceof Failure.Rejected rejected
                ? field(rejected.problem().field())
                : null;
        if (field != null && RunForm.uses(kind.get(), field)) {
            faults.put(field, failure.text());
        } else {
            notice.set(failure.text());
        }
    }

    private static @Nullable Field field(@Nullable String contractField) {
        if (contractField == null) {
            return null;
        }
        return switch (contractField) {
            case "ratePerSecond" -> Field.RATE;
            case "users" -> Field.USERS;
            case "durationSeconds" -> Field.SECONDS;
            case "thinkMillis" -> Field.THINK;
            case "rampUpSeconds" -> Field.RAMP_UP;
            default -> null;
        };
    }

    private RunForm form() {
        return new RunForm(
                kind.get(), rate.get(), users.get(), seconds.get(), think.get(), hours.get(), rampUp.get(), scenario);
    }

    private void check() {
        question.set("");
        reason.set(RunWords.reason(from.get(), kind.get()));
        faults.clear();
        if (form().read() instanceof RunForm.Result.Faults wrong) {
            faults.putAll(wrong.sentences());
            plan.set("");
        } else {
            plan.set(RunWords.plan(form(), target.get()));
        }
    }
}
