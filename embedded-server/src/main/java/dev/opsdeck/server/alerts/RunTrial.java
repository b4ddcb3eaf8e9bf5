package dev.opsdeck.server.alerts;

import dev.opsdeck.api.alerts.BacktestReport.Firing;
import dev.opsdeck.api.alerts.Comparison;
import dev.opsdeck.api.alerts.RuleMetric;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.loadruns.LoadSecond;
import dev.opsdeck.server.alerts.Backtest.Series;
import dev.opsdeck.server.history.SampleHistory;
import dev.opsdeck.server.metrics.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The critical rules of this server over one load run of it. What a run measures itself (response times, rate, errors)
/// is taken from its seconds; all else from what the server kept of the same seconds. What was before the run is in no
/// window, and a rule whose `for` is longer than the run cannot fire. One thread.
final class RunTrial implements Alerts.Trial {

    private static final Set<RuleMetric> MEASURED_BY_RUN = EnumSet.of(
            RuleMetric.P50,
            RuleMetric.P95,
            RuleMetric.P99,
            RuleMetric.MAX,
            RuleMetric.REQUEST_RATE,
            RuleMetric.ERROR_SHARE,
            RuleMetric.REQUESTS,
            RuleMetric.ERRORS);

    /// So many sentences tell enough.
    private static final int MOST = 3;

    private final List<Rule> rules;
    private final SampleHistory history;
    private final Instant begun;
    private final Map<Long, Window> windows = new HashMap<>();
    private final Map<String, Backtest> tests = new HashMap<>();
    private @Nullable Instant from;
    private Instant to;

    /// @param rules all that are switched on
    /// @param begun when the first request of the run was due
    RunTrial(List<Rule> rules, SampleHistory history, Instant begun) {
        this.rules = rules.stream()
                .filter(rule -> rule.metric() != RuleMetric.UNREACHABLE)
                .filter(rule -> rule.levels().stream().anyMatch(level -> level.severity() == Severity.CRITICAL))
                .toList();
        this.history = history;
        this.begun = begun;
        this.to = begun;
        for (Rule rule : this.rules) {
            if (MEASURED_BY_RUN.contains(rule.metric())) {
                windows.computeIfAbsent(rule.source().window().millis(), millis -> new Window(millis, true));
                tests.put(rule.name(), new Backtest(rule));
            }
        }
    }

    @Override
    public void add(LoadSecond second) {
        to = begun.plusSeconds(second.second() + 1L);
        if (from == null) {
            from = to.minusSeconds(1);
        }
        if (tests.isEmpty()) {
            return;
        }
        Reading reading = reading(to, second);
        windows.values().forEach(window -> window.add(reading));
        for (Rule rule : rules) {
            Backtest test = tests.get(rule.name());
            Window window = windows.get(rule.source().window().millis());
            if (test != null && window != null) {
                test.step(to, window.value(rule.metric()));
            }
        }
    }

    @Override
    public List<String> critical() {
        Instant first = from;
        if (first == null) {
            return List.of();
        }
        List<String> sentences = new ArrayList<>();
        int more = 0;
        for (Rule rule : rules) {
            Backtest test = tests.get(rule.name());
            List<Firing> firings = test == null ? ofServer(rule, first) : test.firings();
            for (Firing firing : firings) {
                if (firing.severity() == Severity.CRITICAL) {
                    if (sentences.size() < MOST) {
                        sentences.add(sentence(rule, firing));
                    } else {
                        more++;
                    }
                    break;
                }
            }
        }
        if (more > 0) {
            sentences.add("Of " + more + " more alert rules the same is true.");
        }
        return sentences;
    }

    private List<Firing> ofServer(Rule rule, Instant first) {
        Series.Maker maker = new Series.Maker(rule.source());
        history.eachSecond(first, to, PastValues.needed(rule.metric()), stretch -> maker.add(Reading.of(stretch)));
        return Backtest.run(rule.source(), maker.made(), first, to, 0).firings();
    }

    private static Reading reading(Instant at, LoadSecond second) {
        long errors =
                second.errors().values().stream().mapToLong(Long::longValue).sum();
        Durations durations = Durations.decoded(Base64.getDecoder().decode(second.response()));
        return new Reading(
                at,
                new Reading.Second(
                        1,
                        second.completed(),
                        errors,
                        0,
                        0,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new Reading.Times.Counted(durations)),
                null,
                null);
    }

    private String sentence(Rule rule, Firing firing) {
        String unit = rule.source().unit();
        double threshold = rule.levels().getLast().threshold();
        String hold = rule.levels().getLast().hold().toString();
        Double worst = firing.peak();
        // Its moment is the end of the second.
        long second =
                Duration.between(begun, firing.firingSince()).minusNanos(1).toSeconds();
        String when =
                "The alert rule '" + rule.name() + "' would have become critical in second " + second + " of the run: ";
        String lasting = hold.equals("0s") ? "" : " for " + hold;
        String said = worst == null ? "" : rule.metric().said(threshold, worst).orElse("");
        if (!said.isEmpty()) {
            return when + "the server was " + said + lasting + ".";
        }
        return when + rule.metric().key() + " over " + rule.source().window()
                + (worst == null
                        ? " had no value"
                        : " was " + sign(rule.source().comparison()) + " " + AlertText.quantity(threshold, unit))
                + lasting
                + (worst == null ? "." : ", " + AlertText.quantity(worst, unit) + " at worst.");
    }

    private static String sign(Comparison comparison) {
        return switch (comparison) {
            case ABOVE -> ">";
            case BELOW -> "<";
            case AT_LEAST -> ">=";
            case AT_MOST -> "<=";
        };
    }
}
