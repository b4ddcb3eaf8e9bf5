package dev.opsdeck.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.Problem;
import dev.opsdeck.console.Clock;
import dev.opsdeck.console.connection.ActiveServer;
import dev.opsdeck.console.connection.ApiClient;
import dev.opsdeck.console.connection.Arming;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.connection.Failure.Rejected;
import dev.opsdeck.console.connection.HttpClients;
import dev.opsdeck.console.connection.Remote;
import dev.opsdeck.console.live.Batch;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.live.LiveSamples;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.State;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShellViewModelTest {

    private static final Failure GONE = new Offline(Reason.GONE, "eu-prod", "eu.example.org:8080");

    private final Clock clock = new Clock("2026-11-23T12:00:00Z");
    private final HttpClients http = new HttpClients();
    private final ApiClient api = http.api("eu-prod", "http://127.0.0.1:9", null);
    private final Remote server = new Remote("a", "eu-prod", "http://127.0.0.1:9", null, api);
    private final ActiveServer active = new ActiveServer(server);
    private final LiveModel live = new LiveModel();
    private final Arming arming = new Arming(clock);
    private final ShellViewModel model = new ShellViewModel(active, live, arming, new Formats(ZoneOffset.UTC), clock);

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void saysTheAgeOfTheLastSample() {
        live.apply(Batch.of(LiveSamples.sample(LiveSamples.NOON)));
        clock.pass(Duration.ofMillis(400));
        model.refresh();
        assertThat(model.pill().get()).isEqualTo(new ShellViewModel.Pill(State.OK, "live · 0.4 s"));
        clock.pass(Duration.ofSeconds(3));
        model.refresh();
        assertThat(model.pill().get().state()).isEqualTo(State.WARNING);
        assertThat(model.banner().get()).isNull();
    }

    @Test
    void aLossSaysSinceWhenHowLongAndWhenItTriesAgain() {
        live.apply(Batch.of(LiveSamples.sample(LiveSamples.NOON)));
        clock.pass(Duration.ofSeconds(84));
        live.apply(Batch.of(
                new LinkState.Lost(LiveSamples.NOON, GONE, clock.instant().plusSeconds(8))));
        assertThat(model.pill().get().text()).isEqualTo("lost since 12:00:00");
        ShellViewModel.Banner banner = Objects.requireNonNull(model.banner().get());
        assertThat(banner.title()).isEqualTo("Connection lost");
        assertThat(banner.text()).contains("eu.example.org:8080", "from 12:00:00 (1 min 24 s ago)", "Next try in 8 s.");
    }

    @Test
    void aServerThatNeverAnsweredHasNoValuesToSpeakOf() {
        live.apply(Batch.of(new LinkState.Lost(LiveSamples.NOON, GONE, null)));
        assertThat(model.pill().get().text()).isEqualTo("not connected");
        assertThat(Objects.requireNonNull(model.banner().get()).text())
                .doesNotContain("Values below")
                .endsWith("Trying now.");
    }

    @Test
    void whatAnotherTokenOrAddressMendsOffersToEditTheServer() {
        assertThat(edit(GONE)).isFalse();
        assertThat(edit(new Offline(Reason.CERTIFICATE, "eu-prod", ""))).isTrue();
        assertThat(edit(new Offline(Reason.FOREIGN, "eu-prod", ""))).isTrue();
        assertThat(edit(new Rejected("eu-prod", 401, new Problem("about:blank", "Unauthorized", 401, "", null))))
                .isTrue();
        assertThat(edit(new Rejected("eu-prod", 400, new Problem("about:blank", "Bad Request", 400, "", null))))
                .isFalse();
    }

    private boolean edit(Failure why) {
        live.apply(Batch.of(new LinkState.Lost(LiveSamples.NOON, why, null)));
        return Objects.requireNonNull(model.banner().get()).edit();
    }

    @Test
    void armingIsVisibleForAsLongAsItLasts() {
        assertThat(model.armed().get()).isNull();
        arming.arm(server);
        model.refresh();
        assertThat(Objects.requireNonNull(model.armed().get()).title()).isEqualTo("Armed for 10 min");
        clock.pass(Duration.ofMinutes(10));
        model.refresh();
        assertThat(model.armed().get()).isNull();
    }

    @Test
    void followsTheServerShown() {
        active.select(new Remote("b", "us-prod", "http://127.0.0.1:9", null, api));
        assertThat(model.title().get()).isEqualTo("us-prod");
    }
}
