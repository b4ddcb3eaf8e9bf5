package dev.opsdeck.server.alerts.delivery;

import static dev.opsdeck.api.alerts.Severity.CRITICAL;
import static dev.opsdeck.api.alerts.Severity.WARNING;
import static dev.opsdeck.server.alerts.delivery.Made.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.Channel;
import dev.opsdeck.api.alerts.ChannelKind;
import dev.opsdeck.api.alerts.Notification;
import dev.opsdeck.api.alerts.NotificationEvent;
import dev.opsdeck.api.alerts.NotificationState;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseException;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// From stored alerts to receivers behind real sockets, on a real database and a clock that the test owns.
abstract class DeliverySuite {

    private final List<String> actions = new CopyOnWriteArrayList<>();
    private final Receiver receiver = new Receiver();
    private final Json json = new Json();
    private Instant now = NOON;
    private Instant evaluatedAt = NOON;
    private @Nullable MailSettings mail;

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private Delivery delivery;

    abstract Database open();

    @BeforeEach
    void begin() throws Exception {
        database = open();
        receiver.start();
        delivery = delivery("here");
    }

    @AfterEach
    void end() {
        delivery.close();
        receiver.close();
        database.close();
    }

    @Test
    void beginningAndEndArriveAndAreCounted() throws Exception {
        Alert alert = Made.firing("a", "local", "slow", CRITICAL, now);
        stored(alert);
        passes(Duration.ofSeconds(29));
        assertThat(receiver.got()).isEmpty();
        passes(Duration.ofSeconds(3));
        assertThat(receiver.got()).containsExactlyInAnyOrder("slack", "pagerduty trigger", "webhook firing a");
        stored(Made.resolved(alert, now));
        passes(Duration.ofMinutes(6));
        assertThat(receiver.got())
                .containsExactlyInAnyOrder(
                        "slack",
                        "pagerduty trigger",
                        "webhook firing a",
                        "slack",
                        "pagerduty resolve",
                        "webhook resolved a");
        assertThat(receiver.bodies("slack").getFirst()).contains("box-1");
        assertThat(receiver.keys("pagerduty")).hasSize(2);
        assertThat(List.copyOf(new java.util.HashSet<>(receiver.keys("pagerduty"))))
                .hasSize(1);

        assertThat(notifications()).hasSize(6).allSatisfy(sent -> {
            assertThat(sent.state()).isEqualTo(NotificationState.SENT);
            assertThat(sent.attempts()).isEqualTo(1);
            assertThat(sent.alertIds()).containsExactly("a");
            assertThat(sent.nextAttemptAt()).isNull();
        });
        assertThat(number("select notifications from alerts where id = 'a'")).isEqualTo(6);
        assertThat(channel(ChannelKind.SLACK).waiting()).isZero();
        assertThat(channel(ChannelKind.SLACK).lastSuccessAt()).isAfter(NOON);
        assertThat(number("select count(*) from delivery_told")).isZero();
    }

    @Test
    void aReceiverThatWasDownForAnHourGetsEverythingInOrderAndNothingTwice() throws Exception {
        receiver.down(true);
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            alerts.add(Made.firing("a" + i, "local", "rule " + i, CRITICAL, now));
            stored(alerts.getLast());
            passes(Duration.ofMinutes(4));
            stored(Made.resolved(alerts.getLast(), now));
            passes(Duration.ofMinutes(6));
        }
        assertThat(receiver.got()).isEmpty();
        assertThat(channel(ChannelKind.WEBHOOK).waiting()).isEqualTo(12);
        assertThat(channel(ChannelKind.WEBHOOK).lastError()).contains("500");
        assertThat(actions).filteredOn(line -> line.contains("webhook")).hasSize(1);

        delivery.close();
        delivery = delivery("here");
        receiver.down(false);
        passes(Duration.ofMinutes(7));
        List<String> inOrder = IntStream.range(0, 6)
                .boxed()
                .flatMap(i -> List.of("webhook firing a" + i, "webhook resolved a" + i).stream())
                .toList();
        assertThat(receiver.got().stream().filter(line -> line.startsWith("webhook")))
                .containsExactlyElementsOf(inOrder);
        assertThat(receiver.keys("webhook")).hasSize(12).doesNotHaveDuplicates();
        assertThat(receiver.got().stream().filter(line -> line.startsWith("pagerduty")))
                .containsExactlyElementsOf(IntStream.range(0, 6)
                        .boxed()
                        .flatMap(i -> List.of("pagerduty trigger", "pagerduty resolve").stream())
                        .toList());
        assertThat(channel(ChannelKind.WEBHOOK).lastError()).isNull();
    }

    @Test
    void aRestartKeepsWaitsBacklogAndKeys() throws Exception {
        Alert first = Made.firing("a", "shop", "slow", CRITICAL, now);
        stored(first);
        passes(Duration.ofSeconds(20));
        restart();
        passes(Duration.ofSeconds(9));
        assertThat(receiver.got()).isEmpty();
        passes(Duration.ofSeconds(2));
        assertThat(receiver.got()).hasSize(3);
        restart();
        stored(Made.resolved(first, now));
        passes(Duration.ofSeconds(298));
        assertThat(receiver.got()).hasSize(3);
        restart();
        passes(Duration.ofSeconds(3));
        assertThat(receiver.got()).hasSize(6);
        assertThat(new java.util.HashSet<>(receiver.keys("pagerduty"))).hasSize(1);
    }

    @Test
    void whatWasTakenWithoutAnAnswerComesAgainUnderTheSameKey() throws Exception {
        receiver.takeAndHangUp(2);
        stored(Made.firing("a", "shop", "slow", WARNING, now));
        passes(Duration.ofMinutes(2));
        List<String> keys = receiver.keys("webhook");
        assertThat(keys.size() + receiver.bodies("slack").size()).isEqualTo(4);
        assertThat(new java.util.HashSet<>(keys)).hasSize(1);
    }

    @Test
    void whatWasSentWhileTheDatabaseWasAwayIsNotSentAgain() throws Exception {
        receiver.whenAsked(() -> {
            if (receiver.got().isEmpty()) {
                database.write(c -> Sql.update(c, "alter table delivery_channels rename to away"));
            }
        });
        stored(Made.firing("a", "shop", "slow", WARNING, now));
        now = now.plusSeconds(30);
        assertThatThrownBy(() -> delivery.step(now)).isInstanceOf(DatabaseException.class);
        database.write(c -> Sql.update(c, "alter table away rename to delivery_channels"));
        passes(Duration.ofMinutes(2));
        assertThat(receiver.got()).containsExactlyInAnyOrder("slack", "webhook firing a");
        assertThat(notifications()).extracting(Notification::state).containsOnly(NotificationState.SENT);
    }

    @Test
    void aRefusalIsKeptAndShownAndHoldsNobodyUp() throws Exception {
        receiver.refuses("slack", true);
        Alert alert = Made.firing("a", "shop", "slow", WARNING, now);
        stored(alert);
        passes(Duration.ofMinutes(1));
        Notification refused = notifications().stream()
                .filter(sent -> sent.channel().equals("slack"))
                .findFirst()
                .orElseThrow();
        assertThat(refused.state()).isEqualTo(NotificationState.FAILED);
        assertThat(refused.attempts()).isEqualTo(1);
        assertThat(refused.error()).isEqualTo("127.0.0.1 answered 404: no_service");
        assertThat(channel(ChannelKind.SLACK).lastFailureAt()).isAfter(NOON);
        assertThat(receiver.got()).containsExactly("webhook firing a");

        receiver.refuses("slack", false);
        stored(Made.resolved(alert, now));
        passes(Duration.ofMinutes(6));
        assertThat(receiver.got()).containsExactlyInAnyOrder("webhook firing a", "webhook resolved a", "slack");
        assertThat(actions)
                .filteredOn(line -> line.contains("slack"))
                .containsExactly(
                        "WARNING Notifications by slack fail: 127.0.0.1 answered 404: no_service",
                        "WARNING Notifications by slack arrive again.");
    }

    @Test
    void theReceiversWishIsKept() throws Exception {
        receiver.busy(600);
        stored(Made.firing("a", "shop", "slow", WARNING, now));
        passes(Duration.ofMinutes(1));
        receiver.busy(0);
        passes(Duration.ofMinutes(9));
        assertThat(receiver.got()).isEmpty();
        passes(Duration.ofMinutes(1));
        assertThat(receiver.got()).containsExactlyInAnyOrder("slack", "webhook firing a");
    }

    @Test
    void whatWaitsIsBoundedAndTheOldestAreGivenUp() {
        OutboxRepository outbox = new OutboxRepository(database, json, "here");
        Alert alert = Made.firing("a", "shop", "slow", WARNING, now);
        News news = new News.Group("shop", List.of(alert), List.of());
        receiver.down(true);
        stored(alert);
        passes(Duration.ofSeconds(31));
        assertThat(number("select count(*) from delivery_told where channel = 'slack'"))
                .isEqualTo(1);
        for (int i = 0; i < 3; i++) {
            List<Draft> drafts = IntStream.range(0, 400)
                    .mapToObj(n -> new Draft("slack", NotificationEvent.TRIGGER, "key " + n, news))
                    .toList();
            database.write(c -> {
                outbox.add(c, drafts, now);
                return true;
            });
        }
        assertThat(outbox.waiting()).containsEntry("slack", (long) OutboxRepository.MOST_WAITING);
        assertThat(number("select count(*) from delivery_told where channel = 'slack'"))
                .as("it still fires, and is told anew")
                .isZero();
        Notification oldest = notifications().stream()
                .filter(sent -> sent.channel().equals("slack"))
                .reduce((later, earlier) -> earlier)
                .orElseThrow();
        assertThat(oldest.state()).isEqualTo(NotificationState.FAILED);
        assertThat(oldest.error()).isEqualTo("Given up: 1000 newer ones wait.");
        assertThat(number("select count(*) from notifications where state = 'FAILED' and body <> ''"))
                .isZero();
        now = now.plus(OutboxRepository.KEPT).plusSeconds(1);
        delivery.trim();
        assertThat(outbox.count()).as("and the one of the webhook").isEqualTo(OutboxRepository.MOST_WAITING + 1);
    }

    @Test
    void whatFailedForADayIsGivenUpSoThatItHoldsUpNobody() throws Exception {
        receiver.down(true);
        stored(Made.firing("a", "shop", "slow", WARNING, now));
        passes(Duration.ofMinutes(40));
        now = now.plus(Duration.ofHours(23));
        passes(Duration.ofMinutes(10));
        assertThat(channel(ChannelKind.SLACK).waiting()).isEqualTo(1);
        passes(Duration.ofMinutes(20));
        assertThat(channel(ChannelKind.SLACK).waiting())
                .as("told again, as it still fires")
                .isEqualTo(1);
        List<Notification> tried = notifications();
        assertThat(tried).hasSize(4);
        assertThat(tried.getLast().error()).startsWith("Given up after ").contains("127.0.0.1 answered 500");
        receiver.down(false);
        passes(Duration.ofMinutes(2));
        assertThat(receiver.got()).containsExactlyInAnyOrder("slack", "webhook firing a");
    }

    @Test
    void eachNodeTellsOfItsOwnAlerts() throws Exception {
        stored("there", Made.firing("a", "shop", "slow", CRITICAL, now));
        passes(Duration.ofMinutes(10));
        assertThat(receiver.got()).isEmpty();
        try (Delivery other = delivery("there")) {
            other.step(now);
        }
        assertThat(receiver.got()).hasSize(3);
        stored(Made.firing("b", "shop", "slow", CRITICAL, now));
        passes(Duration.ofMinutes(1));
        assertThat(new java.util.HashSet<>(receiver.keys("pagerduty")))
                .as("the same rule and name, but seen by two that may mean two servers")
                .hasSize(2);
    }

    @Test
    void theHeartBeatsEachMinuteForAsLongAsRulesAreEvaluated() throws Exception {
        try (Delivery beating = delivery("here", receiver.url("/beat"))) {
            delivery.close();
            delivery = beating;
            passesEvaluated(Duration.ofSeconds(281));
            assertThat(receiver.got()).hasSize(5).containsOnly("beat");
            receiver.refuses("beat", true);
            passesEvaluated(Duration.ofMinutes(2));
            assertThat(channel(ChannelKind.HEARTBEAT).lastError()).contains("404");
            receiver.refuses("beat", false);
            passesEvaluated(Duration.ofMinutes(1));
            assertThat(channel(ChannelKind.HEARTBEAT).lastError()).isNull();
            assertThat(receiver.got()).hasSize(6);
            passes(Duration.ofMinutes(5));
            assertThat(receiver.got().size())
                    .as("at most one that was under way")
                    .isLessThanOrEqualTo(7);
            assertThat(channel(ChannelKind.HEARTBEAT).lastError()).contains("not evaluated");
            assertThat(actions)
                    .containsExactly(
                            "WARNING The heartbeat fails: 127.0.0.1 answered 404: no_service",
                            "WARNING The heartbeat arrives again.",
                            "WARNING The heartbeat fails: No beat is sent, because rules are not evaluated.");
        }
    }

    @Test
    void aReportIsInTheOutboxOfMailAloneAndOnlyWhereMailIsSetUp() throws Exception {
        delivery.mail("Weekly audit", List.of("p95: 165 ms"));
        OutboxRepository outbox = new OutboxRepository(database, json, "here");
        assertThat(outbox.head("email")).isEmpty();
        mail = new MailSettings(
                MailSettings.Smtp.parse("smtp://127.0.0.1:1?tls=none"),
                "ops@shop.example",
                List.of("ann@shop.example"),
                LocalTime.of(8, 0),
                ZoneId.of("Europe/Berlin"),
                MailSettings.Single.NONE);
        restart();
        delivery.mail("Weekly audit", List.of("p95: 165 ms"));
        News.Review review = (News.Review)
                Objects.requireNonNull(outbox.head("email").orElseThrow().message())
                        .news();
        assertThat(review.title()).isEqualTo("Weekly audit");
        assertThat(Story.of(review, ZoneId.of("UTC"), 5).remarks()).containsExactly("p95: 165 ms");
        assertThat(notifications())
                .filteredOn(sent -> sent.event() == NotificationEvent.AUDIT)
                .singleElement()
                .satisfies(sent -> assertThat(sent.channel()).isEqualTo("email"));
    }

    @Test
    void aDayIsSummedUpOnceAtItsTime() throws Exception {
        mail = new MailSettings(
                MailSettings.Smtp.parse("smtp://127.0.0.1:1?tls=none"),
                "ops@shop.example",
                List.of("ann@shop.example"),
                LocalTime.of(8, 0),
                ZoneId.of("Europe/Berlin"),
                MailSettings.Single.NONE);
        restart();
        passes(Duration.ofSeconds(5));
        stored(Made.resolved(Made.firing("a", "shop", "slow", WARNING, now), now.plusSeconds(60)));
        stored(Made.firing("b", "shop", "errors", CRITICAL, now));
        now = Instant.parse("2026-11-24T06:59:59Z");
        delivery.step(now);
        OutboxRepository outbox = new OutboxRepository(database, json, "here");
        assertThat(outbox.head("email")).isEmpty();
        now = Instant.parse("2026-11-24T07:00:00Z");
        delivery.step(now);
        delivery.step(now.plusSeconds(1));
        restart();
        delivery.step(now.plusSeconds(2));
        assertThat(notifications())
                .filteredOn(sent -> sent.event() == NotificationEvent.SUMMARY)
                .singleElement()
                .satisfies(sent -> assertThat(sent.alertIds()).containsExactly("a", "b"));
        News.Day day = (News.Day)
                Objects.requireNonNull(outbox.head("email").orElseThrow().message())
                        .news();
        assertThat(day.from()).isEqualTo(NOON);
        assertThat(day.to()).isEqualTo(now);
        assertThat(day.warnings()).isEqualTo(1);
        assertThat(day.critical()).isEqualTo(1);
        assertThat(day.open()).extracting(Alert::id).containsExactly("b");

        now = Instant.parse("2026-11-27T10:00:00Z");
        delivery.step(now);
        assertThat(notifications())
                .as("after days of sleep one, of all the time since")
                .filteredOn(sent -> sent.event() == NotificationEvent.SUMMARY)
                .hasSize(2);
    }

    @Test
    void aChannelIsTestedAtOnceAndThatIsKept() throws Exception {
        assertThat(channels().test("slack", "operator at ::1").delivered()).isTrue();
        receiver.refuses("webhook", true);
        assertThat(channels().test("webhook", "operator at ::1").detail())
                .isEqualTo("127.0.0.1 answered 404: no_service");
        assertThat(notifications())
                .extracting(Notification::channel, Notification::event, Notification::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "webhook", NotificationEvent.TEST, NotificationState.FAILED),
                        org.assertj.core.groups.Tuple.tuple("slack", NotificationEvent.TEST, NotificationState.SENT));
        assertThat(actions)
                .containsExactly(
                        "SETTING Tested the channel slack: it arrived.",
                        "SETTING Tested the channel webhook, which failed: 127.0.0.1 answered 404: no_service");
        assertThatThrownBy(() -> channels().test("email", "x"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("OPSDECK_SMTP_URL");
        assertThatThrownBy(() -> channels().test("pigeon", "x"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("slack, pagerduty, email, webhook, heartbeat");
        assertThat(channels().list()).extracting(Channel::enabled).containsExactly(true, true, false, true, false);
        assertThat(channels().list().toString()).doesNotContain("hook-secret");
    }

    private long number(String sql) {
        return database.read(c -> Sql.number(c, sql));
    }

    private Delivery delivery(String node) {
        return delivery(node, null);
    }

    private Delivery delivery(String node, @Nullable String heartbeat) {
        AlertSettings settings = new AlertSettings(
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofHours(4),
                WebTarget.parse(receiver.url("/slack/hook-secret")),
                new AlertSettings.PagerDuty("KEY", WebTarget.parse(receiver.url("/pagerduty"))),
                mail,
                WebTarget.parse(receiver.url("/webhook")),
                heartbeat == null ? null : WebTarget.parse(heartbeat),
                false);
        return new Delivery(
                database,
                json,
                settings,
                new Delivery.Surroundings(
                        node,
                        "box-1",
                        () -> evaluatedAt,
                        (kind, text, actor) -> actions.add(kind + " " + text),
                        () -> now,
                        () -> node.equals("here") ? 0 : 0.5));
    }

    private void restart() {
        delivery.close();
        delivery = delivery("here");
    }

    /// As the threads of the delivery do it, but on this clock: whenever it wants to be called, and when told.
    private void passes(Duration time) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            Instant next = delivery.step(now);
            now = next.isAfter(end) ? end : next.isAfter(now) ? next : now.plusMillis(1);
        }
    }

    private void passesEvaluated(Duration time) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            evaluatedAt = now;
            passes(Duration.ofSeconds(20));
        }
    }

    private void stored(Alert alert) {
        stored("here", alert);
    }

    private void stored(String node, Alert alert) {
        AlertRows.store(database, node, alert);
        delivery.step(now);
    }

    private Channels channels() {
        return delivery.channels();
    }

    private Channel channel(ChannelKind kind) {
        return channels().list().stream()
                .filter(channel -> channel.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private List<Notification> notifications() {
        return new OutboxRepository(database, json, "here").list(Long.MAX_VALUE, 2_000);
    }
}
