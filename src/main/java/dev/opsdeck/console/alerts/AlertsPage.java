package dev.opsdeck.console.alerts;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.console.connection.ActiveServer;
import dev.opsdeck.console.connection.ApiClient;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.live.SelectedRange;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.ui.Commands;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Notices;
import dev.opsdeck.console.ui.Overlay;
import dev.opsdeck.console.ui.PageView;
import dev.opsdeck.console.ui.State;
import dev.opsdeck.console.ui.ViewLoader;
import java.time.InstantSource;
import java.util.function.Supplier;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/// The Alerts page, and what the rest of the window may ask of it: what the shell makes of this package, once. FX
/// thread.
public final class AlertsPage {

    /// The page's view.
    public static final String FXML = "/dev/opsdeck/console/alerts/alerts.fxml";

    private static final String VIEWS = "/dev/opsdeck/console/alerts/";

    private final Parts parts;
    private final Asking<AlertServer> asking;
    private final TabModel tab = new TabModel();
    private final FiringViewModel firing;
    private final StepsViewModel firingSteps;
    private final HistoryViewModel history;
    private final StepsViewModel historySteps;
    private final SilencesViewModel silences;
    private final SilenceViewModel newSilence;
    private final RulesViewModel rules;
    private final ChannelsViewModel channels;

    /// What the page takes from the window.
    ///
    /// @param live         of the server shown
    /// @param ownApi       of the embedded backend
    /// @param thisComputer likewise, whichever is shown
    public record Parts(
            ActiveServer active,
            LiveModel live,
            ApiClient ownApi,
            LiveModel thisComputer,
            SelectedRange range,
            BackgroundTasks tasks,
            Commands commands,
            Overlay overlay,
            Notices notices,
            Formats formats,
            InstantSource clock,
            ViewLoader views) {}

    public AlertsPage(Parts parts) {
        this(parts, () -> AlertServer.of(parts.active().get().api()), () -> AlertServer.of(parts.ownApi()));
    }

    /// @param server the one that is shown
    /// @param own    the embedded one
    AlertsPage(Parts parts, Supplier<AlertServer> server, Supplier<AlertServer> own) {
        this.parts = parts;
        Reports reports = reports(parts.notices());
        asking = new Asking<>(server, parts.active().connection(), parts.live(), parts.tasks(), parts.formats());
        firing = new FiringViewModel(
                asking,
                parts.live(),
                new Outside(
                        parts.active().connection(),
                        parts.thisComputer(),
                        new Asking<>(
                                own,
                                parts.active().connection(),
                                parts.thisComputer(),
                                parts.tasks(),
                                parts.formats())),
                parts.tasks(),
                new FiringWords(parts.formats(), parts.clock()),
                reports);
        firingSteps = new StepsViewModel(asking, firing::asks, parts.formats(), parts.clock());
        history = new HistoryViewModel(asking, parts.live(), parts.range(), parts.clock());
        historySteps = new StepsViewModel(asking, parts.formats(), parts.clock());
        silences = new SilencesViewModel(asking, parts.clock(), reports);
        newSilence = new SilenceViewModel(asking, parts.clock(), parts.formats().zone(), made -> {
            parts.overlay().close();
            silences.read();
            reports.done("Silenced", SilenceWords.scope(made) + ".");
        });
        rules = new RulesViewModel(
                asking, new RuleEditorViewModel(new ForecastViewModel(asking, parts.tasks(), parts.clock())), reports);
        channels = new ChannelsViewModel(asking, parts.tasks());
    }

    private static Reports reports(Notices notices) {
        return new Reports() {
            @Override
            public void done(String title, String text) {
                notices.show(State.OK, title, text);
            }

            @Override
            public void failed(Failure failure) {
                notices.show(State.CRITICAL, failure.title(), failure.text());
            }
        };
    }

    /// The controller of [#FXML].
    public PageView controller() {
        return new AlertsController(asking, tab, firing, this::part);
    }

    /// Takes care of the alert that is looked at, or else of the worst that nobody takes care of.
    public void acknowledge() {
        firing.acknowledgeNext();
    }

    /// Takes care of one.
    public void acknowledge(Alert alert) {
        firing.acknowledge(alert);
    }

    /// Opens the dialog of a new silence, after arming when the server needs it.
    ///
    /// @param alert the one that is to be quiet; null to choose
    public void openSilence(@Nullable Alert alert) {
        parts.commands().whenArmed("Silence alerts", () -> {
            SilenceController dialog = new SilenceController(newSilence, parts.overlay()::close);
            newSilence.opened(alert);
            parts.overlay()
                    .show(
                            parts.views()
                                    .load(VIEWS + "silence.fxml", () -> dialog)
                                    .root(),
                            dialog::closed);
        });
    }

    /// Shows the page with the editor of a new rule.
    public void openNewRule() {
        parts.commands().open("alerts");
        tab.show(TabModel.Tab.RULES);
        rules.edit(null);
    }

    TabModel tab() {
        return tab;
    }

    RulesViewModel rules() {
        return rules;
    }

    private ViewLoader.View part(TabModel.Tab wanted) {
        Formats formats = parts.formats();
        InstantSource clock = parts.clock();
        return switch (wanted) {
            case FIRING ->
                load(
                        "firing.fxml",
                        () -> new FiringController(
                                firing,
                                firingSteps,
                                this::openSilence,
                                () -> tab.show(TabModel.Tab.RULES),
                                parts.commands()::openProfile,
                                formats,
                                clock));
            case HISTORY ->
                load(
                        "history.fxml",
                        () -> new HistoryController(
                                history, historySteps, parts.commands()::openProfile, formats, clock));
            case SILENCES ->
                load(
                        "silences.fxml",
                        () -> new SilencesController(silences, parts.commands(), () -> openSilence(null), formats));
            case RULES ->
                load(
                        "rules.fxml",
                        () -> new RulesController(rules, parts.commands(), parts.overlay(), editor(formats)));
            case CHANNELS ->
                load("channels.fxml", () -> new ChannelsController(channels, parts.commands(), formats, clock));
        };
    }

    private Parent editor(Formats formats) {
        return load("rule-editor.fxml", () -> new RuleEditorController(rules, parts.commands(), formats))
                .root();
    }

    private ViewLoader.View load(String file, Supplier<?> controller) {
        return parts.views().load(VIEWS + file, controller);
    }
}
