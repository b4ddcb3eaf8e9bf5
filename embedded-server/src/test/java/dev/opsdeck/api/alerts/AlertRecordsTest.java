package dev.opsdeck.api.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opsdeck.api.InvalidField;
import dev.opsdeck.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AlertRecordsTest {

    private final Json json = new Json();

    @ParameterizedTest
    @CsvSource({"0s,0", "0,0", "5m,300000", "1h30m,5400000", "500ms,500", "90s,90000", "2d,172800000", "1w,604800000"})
    void aSpanIsReadAsPrometheusWritesIt(String text, long millis) {
        assertThat(Span.of(text).millis()).isEqualTo(millis);
        assertThat(Span.of(Span.of(text).toString())).isEqualTo(Span.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "5m1h", "-5m", "1.5h", "31d", "5 m", "999999999w"})
    void whatIsNoSpanIsRefused(String text) {
        assertThatThrownBy(() -> Span.of(text)).isInstanceOf(InvalidField.class);
    }

    @Test
    void aRuleTakesWhatIsUsualForWhatIsLeftOut() {
        AlertRule rule = read("""
                {"name": "slow", "metric": "http.request.duration.p95", "comparison": ">",
                 "levels": [{"severity": "warning", "threshold": 500, "for": "5m"}]}""");

        assertThat(rule.unit()).isEqualTo("ms");
        assertThat(rule.window()).isEqualTo(Span.minutes(1));
        assertThat(rule.noData()).isEqualTo(NoData.OK);
        assertThat(rule.enabled()).isTrue();
        assertThat(rule.levels().getFirst().hold().duration()).isEqualTo(Duration.ofMinutes(5));
        assertThat(rule.levels().getFirst().recovery()).isEqualTo(500);
        assertThat(read(new String(json.bytes(rule), StandardCharsets.UTF_8))).isEqualTo(rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'metric': 'cpu', 'comparison': '>', 'levels': [{'severity': 'warning', 'threshold': 1}] | metric",
                "'metric': 'process.cpu.usage', 'levels': [{'severity': 'warning', 'threshold': 1}] | comparison",
                "'metric': 'process.cpu.usage', 'comparison': '>', 'levels': [] | levels",
                "'metric': 'process.cpu.usage', 'comparison': '>', 'unit': 'ms',"
                        + " 'levels': [{'severity': 'warning', 'threshold': 1}] | unit",
                "'metric': 'process.cpu.usage', 'comparison': '>', 'window': '2h',"
                        + " 'levels': [{'severity': 'warning', 'threshold': 1}] | window",
                "'metric': 'process.cpu.usage', 'comparison': '>', 'levels': [{'severity': 'warning', 'threshold': 1,"
                        + " 'recovery': 2}] | levels[0].recovery",
                "'metric': 'process.cpu.usage', 'comparison': '>', 'levels': [{'severity': 'warning', 'threshold': 5},"
                        + " {'severity': 'critical', 'threshold': 4}] | levels[1].threshold",
            })
    void aRefusalNamesTheField(String body, String field) {
        assertThatThrownBy(() -> read(("{'name': 'x', " + body + "}").replace('\'', '"')))
                .hasFieldOrPropertyWithValue("field", field);
    }

    @Test
    void aRefusalWithinAListNamesTheWayToTheField() {
        assertThatThrownBy(() -> json.read("""
                        {"rules": [{"name": "x", "metric": "process.cpu.usage", "comparison": ">",
                         "levels": [{"severity": "warning", "threshold": 1, "for": "five minutes"}]}]}""".getBytes(StandardCharsets.UTF_8), AlertRules.class))
                .hasFieldOrPropertyWithValue("field", "rules[0].levels[0].for");
    }

    @Test
    void hoursOfANightCrossMidnightAndFollowTheClocksOfTheirZone() {
        Recurrence nights = new Recurrence(
                List.of(Recurrence.Day.FRI), LocalTime.parse("22:00"), LocalTime.parse("06:00"), "Europe/Berlin");

        assertThat(nights.covers(Instant.parse("2026-11-27T20:59:59Z"))).isFalse();
        assertThat(nights.covers(Instant.parse("2026-11-27T21:00:00Z"))).isTrue();
        assertThat(nights.covers(Instant.parse("2026-11-28T04:59:59Z"))).isTrue();
        assertThat(nights.covers(Instant.parse("2026-11-28T05:00:00Z"))).isFalse();
        assertThat(nights.covers(Instant.parse("2026-11-28T21:30:00Z"))).isFalse();
        // In summer the same hours come an hour earlier.
        assertThat(nights.covers(Instant.parse("2026-07-03T20:00:00Z"))).isTrue();
    }

    private AlertRule read(String text) {
        return json.read(text.getBytes(StandardCharsets.UTF_8), AlertRule.class);
    }
}
