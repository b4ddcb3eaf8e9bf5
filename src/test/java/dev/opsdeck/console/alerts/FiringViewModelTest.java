package dev.opsdeck.console.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.console.connection.ActiveServer;
import dev.opsdeck.console.connection.ApiClient;
import dev.opsdeck.console.connection.Embedded;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.connection.HttpClients;
import dev.opsdeck.console.connection.Remote;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.live.Batch;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.task.DirectTasks;
import dev.opsdeck.console.ui.Formats;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What fires, and what is known of it while the server cannot be asked, without a window.
class FiringViewModelTest {

    private static final LinkState LIVE = new LinkState.Live(FakeAlertServer.NOON);
    private static final LinkState LOST =
            new LinkState.Lost(FakeAlertServer.NOON, new Offline(Reason.GONE, "eu-prod", ""), null);
    private static final InstantSource CLOCK = InstantSource.fixed(FakeAlertServer.NOON);

    private final HttpClients http = new HttpClients();
    private final ApiClient api = http.api("eu-prod", "http://127.0.0.1:9", null);
    private final Embedded local = new Embedded(api);
    private final Remote eu = new Remote("a", "eu-prod", "http://127.0.0.1:9", null, api);
    private final FakeAlertServer server = new FakeAlertServer();
    private final FakeAlertServer own = new FakeAlertServer();
    private final DirectTasks tasks = new DirectTasks();
    private final LiveModel live = new LiveModel();
    private final LiveModel thisComputer = new LiveModel();
    private final ActiveServer active = new ActiveServer(eu);
    private final Told told = new Told();
    private final Formats formats = new Formats(ZoneOffset.UTC);
    private final Asking<AlertServer> asking = new Asking<>(() -> server, active.connection(), live, tasks, formats);

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void theKeyTakesTheSelectedAlertOrElseTheWorstThatNobodyTakesCareOf() {
        FiringViewModel model = firing();
        fire(alert("w", Severity.WARNING), alert("c", Severity.CRITICAL), alert("d", Severity.CRITICAL));
        model.select(model.list().get().all().getLast());
        model.acknowledgeNext();
        model.acknowledgeNext();
        model.acknowledgeNext();
        model.acknowledgeNext();
        assertThat(server.calls).containsExactly("acknowledge w", "acknowledge c", "acknowledge d");
        assertThat(told.done).hasSize(3).first().isEqualTo("Acknowledged: response time on This computer.");
        assertThat(model.list().get().all()).allMatch(alert -> alert.acknowledgedBy() != null);
    }

    @Test
    void aRefusedAcknowledgementIsANotice() {
        FiringViewModel model = firing();
        fire(alert("c", Severity.CRITICAL));
        server.failure = FakeAlertServer.rejected(403, "No.", null);
        model.acknowledgeNext();
        assertThat(told.failed).hasSize(1).first().asString().contains("does not allow this", "operator token");
        assertThat(told.done).isEmpty();
    }

    @Test
    void valuesOfWhatFiresAreReadWhileTheyAreSeen() {
        FiringViewModel model = firing();
        fire(alert("c", Severity.CRITICAL));
        live.apply(Batch.of(LIVE));
        model.shown();
        assertThat(server.calls).isNotEmpty();
        model.hidden();
        server.calls.clear();
        tasks.tick();
        assertThat(server.calls).isEmpty();
    }

    @Test
    void aServerThatCannotBeAskedShowsWhatThisComputerHoldsOfItAndNothingOfOthers() {
        active.select(eu);
        FiringViewModel model = firing();
        assertThat(model.list().get().none()).startsWith("eu-prod has not answered yet");
        Alert said = alert("said", Severity.WARNING);
        Alert unreachable = FakeAlertServer.about("eu-prod", "u", "server unreachable");
        live.apply(Batch.of(LIVE));
        fire(said);
        own.alerts.add(unreachable);
        thisComputer.apply(Batch.of(LIVE));
        thisComputer.apply(Batch.of(List.of(
                unreachable,
                FakeAlertServer.about("us-prod", "v", "server unreachable"),
                alert("own", Severity.CRITICAL))));
        assertThat(model.list().get().all()).as("it speaks for itself").containsExactly(said);
        assertThat(model.list().get().firing()).isEqualTo(1);
        assertThat(model.canSilence(said)).isTrue();

        live.apply(Batch.of(LOST));
        assertThat(model.canSilence(said)).as("it cannot be told").isFalse();
        assertThat(model.canSilence(unreachable))
                .as("nobody is told by this computer")
                .isFalse();

        assertThat(model.list().get().outside()).containsExactly(unreachable);
        assertThat(model.list().get().told()).containsExactly(said);
        assertThat(model.list().get().current()).isFalse();
        assertThat(model.list().get().firing()).as("known to fire now").isEqualTo(1);
        model.acknowledgeNext();
        assertThat(own.calls).containsExactly("acknowledge u");
        assertThat(server.calls).isEmpty();
        assertThat(model.list().get().outside()).allMatch(alert -> alert.acknowledgedBy() != null);
        StepsViewModel steps = new StepsViewModel(asking, model::asks, formats, CLOCK);
        steps.open(model.list().get().outside().getFirst());
        assertThat(own.calls).contains("alert u");

        live.apply(Batch.of(LIVE));
        assertThat(model.list().get().all()).containsExactly(said);
        assertThat(model.list().get().current()).isTrue();
    }

    @Test
    void thatNothingFiresIsSaidOnlyWhereItIsKnown() {
        active.select(eu);
        FiringViewModel model = firing();
        live.apply(Batch.of(LIVE));
        assertThat(model.list().get().none()).startsWith("Nothing fires.");
        live.apply(Batch.of(LOST));
        assertThat(model.list().get().none())
                .isEqualTo("eu-prod cannot be asked since 12:00: what fires there is not known.");
        thisComputer.apply(Batch.of(LIVE));
        assertThat(model.list().get().none())
                .isEqualTo("eu-prod cannot be asked since 12:00: what fires there is not known. This computer goes on"
                        + " watching it from outside, and none of its own rules says anything yet.");
        active.select(local);
        assertThat(model.list().get().none())
                .as("it does not watch itself")
                .isEqualTo("This computer cannot be asked since 12:00: what fires there is not known.");
        Alert unreachable = FakeAlertServer.about("eu-prod", "u", "server unreachable");
        thisComputer.apply(Batch.of(List.of(unreachable)));
        assertThat(model.list().get().all()).isEmpty();
        active.select(eu);
        assertThat(model.list().get().all()).containsExactly(unreachable);
        thisComputer.apply(Batch.of(LOST));
        assertThat(model.list().get().all()).as("nobody watches it now").isEmpty();
    }

    private FiringViewModel firing() {
        Asking<AlertServer> ownAsking = new Asking<>(() -> own, active.connection(), thisComputer, tasks, formats);
        return new FiringViewModel(
                asking,
                live,
                new Outside(active.connection(), thisComputer, ownAsking),
                tasks,
                new FiringWords(formats, CLOCK),
                told);
    }

    private void fire(Alert... alerts) {
        server.alerts.addAll(List.of(alerts));
        live.apply(Batch.of(List.of(alerts)));
    }

    private static Alert alert(String id, Severity severity) {
        return FakeAlertServer.alert(id, severity, AlertState.FIRING, 16);
    }
}
