package dev.opsdeck.console.alerts;

import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.api.alerts.AlertRule.Level;
import dev.opsdeck.api.alerts.BacktestReport;
import dev.opsdeck.api.alerts.BacktestRequest;
import dev.opsdeck.api.alerts.RuleMetric;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.task.Cancellable;
import dev.opsdeck.console.ui.charts.EventMark;
import dev.opsdeck.console.ui.charts.TimeBuckets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// What the rule in the editor would have done in the last 24 hours: asked a moment after the last change, and
/// what is under way is given up when another change comes. FX thread.
final class ForecastViewModel {

    static final int POINTS = 300;

    private static final Duration RANGE = Duration.ofHours(24);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final String UNSEEN = "Whether a remote server answers is only seen live, by this computer: there is"
            + " nothing stored to try this on.";

    private final Asking<AlertServer> asking;
    private final BackgroundTasks tasks;
    private final InstantSource clock;
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper(this, "sentence", "");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyObjectWrapper<@Nullable Picture> picture = new ReadOnlyObjectWrapper<>(this, "picture");
    private Cancellable waiting = () -> {};
    private Cancellable running = () -> {};
    private @Nullable Read history;
    private long wanted;

    ForecastViewModel(Asking<AlertServer> asking, BackgroundTasks tasks, InstantSource clock) {
        this.asking = asking;
        this.tasks = tasks;
        this.clock = clock;
    }

    /// What is drawn.
    ///
    /// @param values   of the metric in the rule's unit; all gaps where it is not kept
    /// @param warning  NaN for none
    /// @param critical NaN for none
    record Picture(TimeBuckets values, List<EventMark> marks, double warning, double critical, String unit) {

        /// The highest value; NaN when there is none.
        double peak() {
            return values.highest();
        }
    }

    /// History that was read.
    private record Read(
            RuleMetric metric, Instant to, @Nullable History history) {}

    private record Answer(Read read, BacktestReport report) {}

    ReadOnlyStringProperty sentence() {
        return sentence.getReadOnlyProperty();
    }

    /// Whether the sentence is of an older rule than the one typed.
    ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Picture> picture() {
        return picture.getReadOnlyProperty();
    }

    /// The editor is closed, or what is typed is no rule.
    void rest(String why) {
        wanted++;
        waiting.close();
        running.close();
        busy.set(false);
        sentence.set(why);
    }

    /// The editor is opened for another rule.
    void begin() {
        rest("");
        history = null;
        picture.set(null);
    }

    /// The rule has become another.
    void of(AlertRule rule) {
        waiting.close();
        running.close();
        wanted++;
        busy.set(true);
        waiting = tasks.after(PAUSE, () -> ask(rule));
    }

    private void ask(AlertRule rule) {
        RuleMetric metric = RuleMetric.of(rule.metric()).orElseThrow();
        if (metric == RuleMetric.UNREACHABLE) {
            rest(UNSEEN);
            picture.set(null);
            return;
        }
        Read before = history;
        long number = wanted;
        Instant to = before != null && before.metric == metric ? before.to : clock.instant();
        Instant from = to.minus(RANGE);
        running = asking.ask(
                "Trying the rule on the last 24 h",
                server -> new Answer(
                        before != null && before.metric == metric ? before : read(server, metric, from, to),
                        server.backtest(new BacktestRequest(rule, from, to))),
                answer -> {
                    if (number == wanted) {
                        show(rule, answer);
                    }
                },
                failure -> {
                    if (number == wanted) {
                        rest(failure.text());
                    }
                })::cancel;
    }

    private static Read read(AlertServer server, RuleMetric metric, Instant from, Instant to) {
        Optional<Metric> kept = Metric.of(metric.key());
        return new Read(metric, to, kept.isEmpty() ? null : server.history(kept.get(), from, to, POINTS));
    }

    private void show(AlertRule rule, Answer answer) {
        history = answer.read;
        busy.set(false);
        sentence.set(RuleWords.forecast(answer.report));
        TimeBuckets values = new TimeBuckets(POINTS);
        values.reset(RANGE, answer.read.to);
        if (answer.read.history != null) {
            answer.read.history.series().stream()
                    .flatMap(series -> series.points().stream())
                    .forEach(point -> values.store(
                            point.at(),
                            RuleMetric.shown(point.min(), rule.unit()),
                            RuleMetric.shown(point.value(), rule.unit()),
                            RuleMetric.shown(point.max(), rule.unit())));
        }
        picture.set(new Picture(
                values,
                answer.report.firings().stream()
                        .map(firing -> mark(firing, rule, answer.report.to()))
                        .toList(),
                threshold(rule, Severity.WARNING),
                threshold(rule, Severity.CRITICAL),
                rule.unit()));
    }

    private static double threshold(AlertRule rule, Severity severity) {
        return rule.levels().stream()
                .filter(level -> level.severity() == severity)
                .mapToDouble(Level::threshold)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static EventMark mark(BacktestReport.Firing firing, AlertRule rule, Instant end) {
        boolean critical = firing.severity() == Severity.CRITICAL;
        return new EventMark(
                critical ? EventMark.Kind.ALERT_CRITICAL : EventMark.Kind.ALERT_WARNING,
                firing.firingSince(),
                firing.resolvedAt() == null ? end : firing.resolvedAt(),
                (critical ? "critical" : "warning") + ", worst " + RuleWords.value(rule, firing.peak()));
    }
}
