package dev.opsdeck.server.alerts.delivery;

import static dev.opsdeck.api.alerts.Severity.CRITICAL;
import static dev.opsdeck.api.alerts.Severity.WARNING;
import static dev.opsdeck.server.alerts.delivery.Made.HOSTILE;
import static dev.opsdeck.server.alerts.delivery.Made.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.NotificationEvent;
import dev.opsdeck.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What receivers are sent, held against the limits and rules of their references.
final class PayloadsTest {

    private static final Json JSON = new Json();
    private static final ObjectMapper PLAIN_JSON = new ObjectMapper();

    private static final Alert PLAIN = Made.firing("a1", "shop-1", "response time", CRITICAL, NOON);

    /// Messages as they are at worst.
    static Stream<Message> worst() {
        Alert hostile = Made.firing("a2", HOSTILE, HOSTILE, CRITICAL, NOON);
        List<Alert> many = IntStream.range(0, 500)
                .mapToObj(i -> Made.firing("m" + i, "shop-1", "rule " + i + " " + "y".repeat(90), WARNING, NOON))
                .toList();
        return Stream.of(
                Made.group(PLAIN),
                Made.trial(),
                Made.group(Made.resolved(PLAIN, NOON.plusSeconds(90))),
                Made.message(NotificationEvent.TRIGGER, new News.Group(HOSTILE, List.of(hostile), List.of(hostile))),
                Made.message(NotificationEvent.TRIGGER, new News.Group("shop-1", many, many)),
                Made.message(NotificationEvent.TRIGGER, new News.Group("shop-1", List.of(), List.of(PLAIN))),
                Made.message(NotificationEvent.TEST, new News.Trial(HOSTILE)),
                Made.message(
                        NotificationEvent.SUMMARY,
                        new News.Day(HOSTILE, NOON, NOON.plusSeconds(86_400), 4_000, 7, many, List.of(hostile), 90)));
    }

    @ParameterizedTest
    @MethodSource("worst")
    void slackGetsATextItTakesThatMentionsNobody(Message message) throws Exception {
        JsonNode body = tree(Slack.payload(message));
        String text = body.path("text").asText();
        assertThat(text).isNotBlank().hasSizeLessThanOrEqualTo(Slack.MAX_TEXT);
        // Mark-up of Slack begins with <, and ours is the link alone.
        assertThat(text.replaceAll("<https://wiki\\.example/runbook\\?a=1&amp;b=2%7Cx\\|What to do>", ""))
                .doesNotContain("<", ">")
                .doesNotContainPattern("&(?!amp;|lt;|gt;)");
        assertThat(text).doesNotContainPattern("[\\x00-\\x09\\x0b-\\x1f\\x7f\\u202e]");
    }

    @Test
    void slackReadsLikeThis() throws Exception {
        Alert over = Made.resolved(Made.firing("b", "shop-1", "errors", WARNING, NOON.minusSeconds(600)), NOON);
        Alert old = Made.firing("c", "shop-1", "memory", WARNING, NOON);
        Message message =
                Made.message(NotificationEvent.TRIGGER, new News.Group("shop-1", List.of(over, PLAIN), List.of(old)));
        assertThat(tree(Slack.payload(message)).path("text").asText()).isEqualTo("""
                        *[FIRING:2, RESOLVED:1] shop-1: errors, response time*
                        :red_circle: *critical* response time: response time is 612 ms (since 23 Nov 12:00 UTC) \
                        <https://wiki.example/runbook?a=1&amp;b=2%7Cx|What to do>
                        :white_check_mark: *resolved* errors: errors is 612 ms (from 23 Nov 11:50 UTC, for 10 min) \
                        <https://wiki.example/runbook?a=1&amp;b=2%7Cx|What to do>
                        Still firing: memory.""");
    }

    @Test
    void ofFiveHundredAlertsSlackShowsSomeAndCountsTheOthers() throws Exception {
        List<Alert> many = IntStream.range(0, 500)
                .mapToObj(i -> Made.firing("m" + i, "shop-1", "rule " + i, WARNING, NOON))
                .toList();
        String text = tree(Slack.payload(
                        Made.message(NotificationEvent.TRIGGER, new News.Group("shop-1", many, List.of()))))
                .path("text")
                .asText();
        long shown = text.lines().filter(line -> line.startsWith(":warning:")).count();
        assertThat(shown).isBetween(10L, 20L);
        assertThat(text).startsWith("*[FIRING:500]").contains("\nAnd " + (500 - shown) + " more.");
    }

    @ParameterizedTest
    @MethodSource("worst")
    void pagerDutyGetsAnEventWithinItsLimits(Message message) throws Exception {
        JsonNode body = tree(PagerDuty.payload(message, "trigger", "KEY"));
        assertThat(body.path("routing_key").asText()).isEqualTo("KEY");
        assertThat(body.path("event_action").asText()).isEqualTo("trigger");
        assertThat(body.path("dedup_key").asText()).isNotEmpty().hasSizeLessThanOrEqualTo(255);
        JsonNode payload = body.path("payload");
        assertThat(payload.path("summary").asText()).isNotBlank().hasSizeLessThanOrEqualTo(1_024);
        assertThat(payload.path("source").asText()).isNotBlank();
        assertThat(payload.path("severity").asText()).isIn("critical", "info");
        assertThat(java.time.Instant.parse(payload.path("timestamp").asText())).isEqualTo(NOON);
        assertThat(JSON.bytes(body)).as("bytes of an event").hasSizeLessThan(512 * 1024);
        body.path("links")
                .forEach(link -> assertThat(link.path("href").asText()).startsWith("https://"));
    }

    @Test
    void pagerDutysEventSaysWhatOneNeedsAtNight() throws Exception {
        JsonNode body = tree(PagerDuty.payload(Made.group(PLAIN), "trigger", "KEY"));
        assertThat(body).isEqualTo(PLAIN_JSON.readTree("""
                {"routing_key": "KEY", "event_action": "trigger", "dedup_key": "opsdeck-abc-0123456789abcdef",
                 "client": "Opsdeck",
                 "payload": {"summary": "shop-1: response time: response time is 612 ms", "source": "shop-1",
                   "severity": "critical", "timestamp": "2026-11-23T12:00:00Z", "component": "response time",
                   "class": "http.request.duration.p95",
                   "custom_details": {"alert": "a1", "metric": "http.request.duration.p95", "value": 612.0,
                     "threshold": 500.0, "unit": "ms", "pending_since": "2026-11-23T12:00:00Z",
                     "firing_since": "2026-11-23T12:00:00Z"}},
                 "links": [{"href": "https://wiki.example/runbook?a=1&b=2|x", "text": "What to do"}]}
                """));
        assertThat(tree(PagerDuty.payload(Made.group(PLAIN), "resolve", "KEY")).properties())
                .extracting(java.util.Map.Entry::getKey)
                .containsExactly("routing_key", "event_action", "dedup_key");
    }

    @Test
    void theWebhooksBodyIsAlertmanagersVersionFour() throws Exception {
        Alert over = Made.resolved(Made.firing("b", "shop-1", "errors", CRITICAL, NOON), NOON.plusSeconds(60));
        JsonNode body = tree(Webhook.payload(Made.group(PLAIN, over)));
        JsonNode first = body.path("alerts").get(0);
        assertThat(first.path("fingerprint").asText()).matches("[0-9a-f]{16}");
        assertThat(first.path("fingerprint"))
                .isNotEqualTo(body.path("alerts").get(1).path("fingerprint"));
        ((com.fasterxml.jackson.databind.node.ObjectNode) first).remove("fingerprint");
        assertThat(first).isEqualTo(PLAIN_JSON.readTree("""
                {"status": "firing",
                 "labels": {"alertname": "response time", "metric": "http.request.duration.p95",
                   "server": "shop-1", "severity": "critical"},
                 "annotations": {"summary": "response time is 612 ms", "alert": "a1",
                   "runbook_url": "https://wiki.example/runbook?a=1&b=2|x"},
                 "startsAt": "2026-11-23T12:00:00Z", "endsAt": "0001-01-01T00:00:00Z", "generatorURL": ""}
                """));
        assertThat(body.path("alerts").get(1).path("status").asText()).isEqualTo("resolved");
        assertThat(body.path("alerts").get(1).path("endsAt").asText()).isEqualTo("2026-11-23T12:01:00Z");
        ((com.fasterxml.jackson.databind.node.ObjectNode) body).remove("alerts");
        assertThat(body).isEqualTo(PLAIN_JSON.readTree("""
                {"version": "4", "groupKey": "{}:{server=\\"shop-1\\"}", "truncatedAlerts": 0, "status": "firing",
                 "receiver": "opsdeck", "groupLabels": {"server": "shop-1"},
                 "commonLabels": {"metric": "http.request.duration.p95", "server": "shop-1", "severity": "critical"},
                 "commonAnnotations": {}, "externalURL": ""}
                """));
        assertThat(tree(Webhook.payload(Made.group(over))).path("status").asText())
                .isEqualTo("resolved");
    }

    @ParameterizedTest
    @MethodSource("worst")
    void everyHeadlineIsOneLineOfAtMostTwoHundredCharacters(Message message) {
        Story story = Story.of(message.news(), ZoneId.of("UTC"), 20);
        assertThat(story.headline())
                .isNotBlank()
                .hasSizeLessThanOrEqualTo(200)
                .doesNotContainPattern("[\\x00-\\x1f\\x7f]");
        assertThat(story.entries()).hasSizeLessThanOrEqualTo(20);
        String bytes = new String(story.headline().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(bytes).as("no half of a character").isEqualTo(story.headline());
    }

    @Test
    void aSummaryCountsAllAndNamesWhatIsOpen() {
        News.Day day = new News.Day("shop-1", NOON, NOON.plusSeconds(86_400), 3, 1, List.of(PLAIN), List.of(PLAIN), 2);
        Story story = Story.of(day, ZoneId.of("UTC"), 20);
        assertThat(story.headline()).isEqualTo("[SUMMARY] shop-1: 4 alerts, 23 Nov 12:00 UTC to 24 Nov 12:00 UTC");
        assertThat(story.more()).isEqualTo(3);
        assertThat(story.remarks())
                .containsExactly(
                        "4 alerts fired: 1 critical, 3 warnings.", "Firing at the end: response time and 1 more.");
        News.Day calm = new News.Day("shop-1", NOON, NOON.plusSeconds(60), 0, 0, List.of(), List.of(), 0);
        assertThat(Story.of(calm, ZoneId.of("UTC"), 20).remarks())
                .containsExactly("No alert fired.", "Nothing fires now.");
    }

    private static JsonNode tree(Object payload) throws Exception {
        return PLAIN_JSON.readTree(JSON.bytes(payload));
    }
}
