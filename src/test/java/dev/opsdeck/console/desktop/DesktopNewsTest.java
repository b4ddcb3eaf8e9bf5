package dev.opsdeck.console.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.console.Clock;
import dev.opsdeck.console.connection.ApiClient;
import dev.opsdeck.console.connection.Connection;
import dev.opsdeck.console.connection.Embedded;
import dev.opsdeck.console.connection.HttpClients;
import dev.opsdeck.console.connection.Remote;
import dev.opsdeck.console.live.Firing;
import dev.opsdeck.console.store.DesktopSettings;
import dev.opsdeck.console.task.DirectTasks;
import dev.opsdeck.console.ui.Formats;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DesktopNewsTest {

    private final Clock clock = new Clock("2026-03-02T21:30:00Z");
    private final DirectTasks tasks = new DirectTasks();
    private final HttpClients http = new HttpClients();
    private final ApiClient api = http.api("x", "http://127.0.0.1:9", null);
    private final Connection local = new Embedded(api);
    private final Connection eu = new Remote("a", "eu-prod", "http://127.0.0.1:9", null, api);
    private final Set<String> listed = new HashSet<>(List.of("local", "a"));
    private final List<String> told = new ArrayList<>();
    private DesktopSettings settings = DesktopSettings.FIRST;
    private final DesktopNews news = new DesktopNews(
            tasks,
            () -> settings,
            clock,
            new Formats(ZoneOffset.UTC),
            listed::contains,
            (state, title, text) -> told.add(state.word() + " | " + title + " | " + text));

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void tellsTheBeginningAndTheEndOnce() {
        clock.pass(Duration.ofMinutes(1));
        Firing slow = firing(eu, eu, "slow", Severity.CRITICAL);
        news.firing(List.of(slow));
        assertThat(told).as("it waits for more").isEmpty();
        tasks.tick();
        assertThat(told).containsExactly("critical | Critical: slow on eu-prod | slow is bad, since 21:31");
        news.firing(List.of(slow));
        tasks.tick();
        clock.pass(Duration.ofMinutes(12));
        news.firing(List.of());
        tasks.tick();
        assertThat(told).hasSize(2).last().isEqualTo("ok | Over: slow on eu-prod | It was critical for 12 min.");
    }

    @Test
    void whatComesTogetherIsOneMessageAndWhatIsSeenTwiceIsOneThing() {
        clock.pass(Duration.ofMinutes(1));
        news.firing(List.of(
                firing(local, local, "memory", Severity.CRITICAL),
                firing(eu, local, "slow", Severity.CRITICAL),
                firing(eu, eu, "slow", Severity.CRITICAL),
                firing(eu, eu, "errors", Severity.WARNING)));
        tasks.tick();
        assertThat(told)
                .containsExactly("critical | 2 critical alerts | This computer: memory is bad\neu-prod: slow is bad");
    }

    @Test
    void whatHasFiredBeforeTheWindowWasOpenedIsNoNewsButItsEndIs() {
        Firing old = firing(eu, eu, "slow", Severity.CRITICAL);
        clock.pass(Duration.ofMinutes(-5));
        Firing older = firing(eu, eu, "errors", Severity.CRITICAL);
        clock.pass(Duration.ofMinutes(5));
        news.firing(List.of(old, older));
        tasks.tick();
        assertThat(told).containsExactly("critical | Critical: slow on eu-prod | slow is bad, since 21:30");
        news.firing(List.of(old));
        tasks.tick();
        assertThat(told).hasSize(2).last().asString().startsWith("ok | Over: errors on eu-prod");
    }

    @Test
    void inQuietHoursItWaitsForTheirEndAndThenTellsWhatStillFires() {
        settings = new DesktopSettings(true, true, "22:00", "07:00");
        clock.pass(Duration.ofHours(2));
        Firing stays = firing(eu, eu, "slow", Severity.CRITICAL);
        news.firing(List.of(stays, firing(eu, eu, "errors", Severity.CRITICAL)));
        tasks.tick();
        news.firing(List.of(stays));
        assertThat(told).isEmpty();
        clock.pass(Duration.ofHours(8));
        tasks.tick();
        assertThat(told).containsExactly("critical | Critical: slow on eu-prod | slow is bad, since yesterday 23:30");
    }

    @Test
    void whoWantsNoMessagesGetsNone() {
        settings = new DesktopSettings(false, false, "22:00", "07:00");
        clock.pass(Duration.ofMinutes(1));
        news.firing(List.of(firing(eu, eu, "slow", Severity.CRITICAL)));
        tasks.tick();
        assertThat(told).isEmpty();
    }

    @Test
    void aServerThatIsTakenOffTheListIsNotOver() {
        clock.pass(Duration.ofMinutes(1));
        news.firing(List.of(firing(eu, eu, "slow", Severity.CRITICAL)));
        tasks.tick();
        listed.remove("a");
        news.firing(List.of());
        tasks.tick();
        assertThat(told).hasSize(1);
    }

    private Firing firing(Connection about, Connection source, String rule, Severity severity) {
        return new Firing(
                about,
                source,
                new Alert(
                        rule + source.id(),
                        rule,
                        "cpu",
                        severity,
                        AlertState.FIRING,
                        1.0,
                        1,
                        "1",
                        about.name(),
                        clock.instant(),
                        clock.instant(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        rule + " is bad",
                        null,
                        0,
                        false));
    }
}
