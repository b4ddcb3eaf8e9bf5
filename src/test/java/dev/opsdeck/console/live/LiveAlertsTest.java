package dev.opsdeck.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.console.connection.ApiClient;
import dev.opsdeck.console.connection.Connection;
import dev.opsdeck.console.connection.Embedded;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.connection.HttpClients;
import dev.opsdeck.console.connection.Remote;
import dev.opsdeck.console.ui.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveAlertsTest {

    private final LiveModel live = new LiveModel();
    private final HttpClients http = new HttpClients();
    private final ApiClient api = http.api("x", "http://127.0.0.1:9", null);
    private final Connection local = new Embedded(api);
    private final Connection eu = new Remote("a", "eu-prod", "http://127.0.0.1:9", null, api);

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void theWorstComesFirstAndWhatIsPendingLast() {
        live.apply(Batch.of(List.of(
                alert("p", Severity.CRITICAL, AlertState.PENDING, 90),
                alert("w", Severity.WARNING, AlertState.FIRING, 80),
                alert("c2", Severity.CRITICAL, AlertState.FIRING, 10),
                alert("c1", Severity.CRITICAL, AlertState.FIRING, 20),
                alert("r", Severity.CRITICAL, AlertState.RESOLVED, 5))));
        assertThat(live.alerts().open().get()).extracting(Alert::id).containsExactly("c1", "c2", "w", "p");
        assertThat(live.alerts().all().get()).extracting(Alert::id).containsExactly("r", "c2", "c1", "w");
    }

    @Test
    void anAlertGoesOnInItsLatestState() {
        live.apply(Batch.of(List.of(alert("c", Severity.CRITICAL, AlertState.FIRING, 20))));
        live.apply(Batch.of(List.of(alert("c", Severity.CRITICAL, AlertState.RESOLVED, 20))));
        assertThat(live.alerts().open().get()).isEmpty();
        assertThat(live.alerts().all().get()).hasSize(1);
    }

    @Test
    void aNewConnectionForgetsWhatTheServerNoLongerKnows() {
        live.apply(Batch.of(List.of(alert("c", Severity.CRITICAL, AlertState.FIRING, 20))));
        List<Alert> past = List.of(alert("w", Severity.WARNING, AlertState.FIRING, 5));
        live.apply(new Batch(null, null, List.of(), List.of(), List.of(), List.of(), past, null, true));
        assertThat(live.alerts().open().get()).extracting(Alert::id).containsExactly("w");
    }

    @Test
    void nothingIsToldWhenNothingHasChanged() {
        List<List<Alert>> told = new ArrayList<>();
        live.alerts().open().subscribe((before, now) -> told.add(now));
        Alert alert = alert("c", Severity.CRITICAL, AlertState.FIRING, 20);
        live.apply(Batch.of(List.of(alert)));
        live.apply(Batch.of(List.of(alert)));
        live.apply(Batch.of(LiveSamples.sample(LiveSamples.NOON)));
        assertThat(told).hasSize(1);
    }

    @Test
    void itStaysBoundedAndKeepsWhatFires() {
        List<Alert> many = new ArrayList<>();
        many.add(alert("oldest", Severity.WARNING, AlertState.FIRING, 5_000));
        for (int i = 0; i < 1_500; i++) {
            many.add(alert("r" + i, Severity.WARNING, AlertState.RESOLVED, i));
        }
        live.apply(Batch.of(many));
        assertThat(live.alerts().all().get()).hasSize(1_000);
        assertThat(live.alerts().open().get()).extracting(Alert::id).containsExactly("oldest");
    }

    @Test
    void whatThisComputerSeesOfAServerIsAboutThatServer() {
        OpenAlerts all = new OpenAlerts(List.of(local, eu));
        Alert unreachable = alert("u", Severity.CRITICAL, AlertState.FIRING, 3, "eu-prod", null);
        Alert own = alert("m", Severity.WARNING, AlertState.FIRING, 3, "local", null);
        Alert silenced = alert("s", Severity.CRITICAL, AlertState.FIRING, 3, "local", 4L);
        all.put(local, List.of(unreachable, own, silenced));
        assertThat(all.firing().get())
                .containsExactly(new Firing(eu, local, unreachable), new Firing(local, local, own));
        LinkState up = new LinkState.Live(LiveSamples.NOON);
        List<Firing> firing = all.firing().get();
        assertThat(ServerState.of(up, List.of(firing.getFirst())))
                .isEqualTo(new ServerState(State.CRITICAL, "response time"));
        assertThat(ServerState.of(up, firing)).isEqualTo(new ServerState(State.CRITICAL, "response time +1"));
        assertThat(ServerState.of(up, List.of())).isEqualTo(new ServerState(State.OK, "live"));
        LinkState lost = new LinkState.Lost(LiveSamples.NOON, new Offline(Reason.GONE, "eu-prod", ""), null);
        assertThat(ServerState.of(lost, firing)).isEqualTo(new ServerState(State.CRITICAL, "no answer"));
        all.forget(local);
        assertThat(all.firing().get()).isEmpty();
    }

    private static Alert alert(String id, Severity severity, AlertState state, int minutes) {
        return alert(id, severity, state, minutes, "local", null);
    }

    private static Alert alert(
            String id, Severity severity, AlertState state, int minutes, String server, @Nullable Long silence) {
        var since = LiveSamples.NOON.minusSeconds(60L * minutes);
        return new Alert(
                id,
                "response time",
                "http.request.duration.p95",
                severity,
                state,
                612.0,
                500,
                "ms",
                server,
                since,
                state == AlertState.PENDING ? null : since,
                state == AlertState.RESOLVED ? since.plusSeconds(30) : null,
                null,
                null,
                null,
                silence,
                null,
                "p95 is 612 ms",
                null,
                0,
                false);
    }
}
