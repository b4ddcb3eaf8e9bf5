package dev.opsdeck.server.alerts;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertRecording;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.AlertTransition;
import dev.opsdeck.api.alerts.Observation;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.alerts.Silence;
import dev.opsdeck.api.live.LiveEvent;
import dev.opsdeck.api.loadruns.LoadSecond;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.server.alerts.AlertRepository.Stored;
import dev.opsdeck.server.audit.ActionLog;
import dev.opsdeck.server.db.BatchWriter;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.history.SampleHistory;
import dev.opsdeck.server.history.Stretch;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.Bodies;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.metrics.IntervalReading;
import io.helidon.webserver.http.HttpService;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Rules, alerts and silences of this node. The ticker evaluates and never waits: a thread of its own stores
/// every step before others are told to deliver it. What people ask and change: [AlertDesk]. Closed by the server's
/// wiring, before the database.
public final class Alerts implements AutoCloseable {

    /// Turns that wait for a database that is gone: some minutes of a storm.
    private static final int MAX_WAITING = 10_000;

    private static final Duration KEPT = Duration.ofDays(396);
    private static final Duration PENDING_KEPT = Duration.ofDays(7);

    private final AlertRepository repository;
    private final AlertQueries queries;
    private final RuleRepository ruleBook;
    private final SilenceRepository silenceBook;
    private final AlertBoard board;
    private final PastValues past;
    private final Surroundings around;
    private final AlertDesk desk;
    private final BatchWriter<Turn> writer;

    /// What it works with.
    ///
    /// @param node    under which it is stored, stable over restarts
    /// @param self    the name of this server in its alerts
    /// @param live    told of every change of an alert, at once
    /// @param critical told the id of an alert of this server that has become critical, at once; never blocks
    /// @param recorded what was recorded before an alert became critical
    /// @param changed told when changes have been stored; on a thread that may wait a little
    public record Surroundings(
            String node,
            String self,
            SampleHistory history,
            ActionLog actions,
            Consumer<LiveEvent> live,
            Runnable changed,
            Consumer<String> critical,
            Function<Alert, @Nullable AlertRecording> recorded,
            InstantSource clock,
            LongSupplier nanos) {}

    /// This server's rules over one load run of itself. One thread.
    public interface Trial {

        /// The next second of it that counts.
        void add(LoadSecond second);

        /// A sentence for each critical rule that would have fired in the seconds so far.
        List<String> critical();
    }

    public Alerts(Database database, Json json, Surroundings around) {
        this.around = around;
        this.repository = new AlertRepository(database, json, around.node());
        this.queries = new AlertQueries(database);
        this.ruleBook = new RuleRepository(database, json);
        this.silenceBook = new SilenceRepository(database, json);
        this.board = new AlertBoard(around.node(), around.self());
        this.past = new PastValues(around.history(), around.clock(), around.nanos());
        this.writer = new BatchWriter<>("alerts", MAX_WAITING, Duration.ZERO, this::store);
        this.desk = new AlertDesk(this, repository, queries, ruleBook, silenceBook, board, around);
    }

    /// Goes on where a former process stopped, and evaluates what that one stored and did not evaluate. Called
    /// once, before the first second.
    public void resume() {
        Instant now = now();
        Stored stored = repository.load();
        board.restore(stored, ruleBook.load().enabled(), silenceBook.notOver(now), now)
                .forEach(this::pass);
        Instant since = stored.since(around.self());
        if (since != null) {
            Instant begin = since.minus(board.longestWindow());
            for (Stretch second : around.history().seconds(begin, now, EnumSet.allOf(Metric.class))) {
                pass(board.evaluate(Reading.of(second), true));
            }
        }
    }

    /// Evaluates a second of this server. Called by the ticker; never blocks.
    ///
    /// @return the alerts that changed
    public List<Alert> step(IntervalReading reading) {
        Turn turn = board.evaluate(Reading.of(Stretch.of(reading)), false);
        keep(turn);
        for (AlertTransition step : turn.transitions()) {
            if (step.to() == AlertState.FIRING && step.severity() == Severity.CRITICAL) {
                around.critical().accept(step.alertId());
            }
        }
        return turn.alerts();
    }

    /// Tries the rules of this moment against a load run of this server.
    ///
    /// @param begun when its first request was due
    public Trial trial(Instant begun) {
        return new RunTrial(board.rules(), around.history(), begun);
    }

    /// Takes over what others changed in the database: rules, silences, who has seen an alert. Called every few
    /// seconds, by a thread that may wait.
    public void refresh() {
        Instant now = now();
        board.rules(ruleBook.load().enabled(), now).forEach(this::pass);
        board.silences(silenceBook.notOver(now), now).forEach(this::pass);
        board.merge(queries.open(around.node()));
    }

    /// Forgets what is old. Called now and then, by a thread that may wait.
    public void trim() {
        Instant now = now();
        repository.trim(now.minus(KEPT), now.minus(PENDING_KEPT));
        silenceBook.trim(now.minus(KEPT));
    }

    /// Alerts of all nodes that fired at some time within a stretch, oldest first.
    ///
    /// @param to excluded
    public List<Alert> fired(Instant from, Instant to) {
        return queries.fired(from, to);
    }

    /// Silences that held at some time within a stretch, oldest first.
    ///
    /// @param to excluded
    public List<Silence> silences(Instant from, Instant to) {
        return silenceBook.between(from, to);
    }

    /// `/ops/alerts`.
    ///
    /// @param embedded whether a console may tell of other servers
    public HttpService alertRoutes(Answers answers, Bodies bodies, Access access, boolean embedded) {
        return new AlertRoutes(desk, answers, bodies, access, embedded);
    }

    /// `/ops/alert-rules`.
    public HttpService ruleRoutes(Answers answers, Bodies bodies, Access access) {
        return new RuleRoutes(desk, past, answers, bodies, access);
    }

    /// `/ops/silences`.
    public HttpService silenceRoutes(Answers answers, Bodies bodies, Access access) {
        return new SilenceRoutes(desk, answers, bodies, access);
    }

    void observe(List<Observation> seen) {
        board.observe(seen, now()).forEach(this::pass);
    }

    private void pass(Turn turn) {
        keep(turn);
        turn.alerts().forEach(alert -> around.live().accept(new LiveEvent.Alerted(alert)));
    }

    private void keep(Turn turn) {
        if (!turn.empty()) {
            writer.add(turn);
        }
    }

    private void store(List<Turn> turns) {
        repository.store(turns);
        if (turns.stream().anyMatch(turn -> !turn.alerts().isEmpty())) {
            around.changed().run();
        }
    }

    /// As exact as it is stored.
    Instant now() {
        return around.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// Stores what is left.
    @Override
    public void close() {
        writer.close();
    }
}
