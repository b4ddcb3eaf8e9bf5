package dev.opsdeck.server.audits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.alerts.Silence;
import dev.opsdeck.api.audits.AuditAlert;
import dev.opsdeck.api.audits.AuditAlerts;
import dev.opsdeck.api.audits.AuditKind;
import dev.opsdeck.api.audits.AuditSection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What fired in a period, and what was kept quiet.
final class AlarmsTest {

    private static final Instant FROM = Instant.parse("2026-11-16T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-23T00:00:00Z");

    @Test
    void firingsAreCountedAndCutAtTheEdgesOfThePeriod() {
        AuditAlerts alerts = of(
                List.of(
                        alert("memory", Severity.WARNING, -60, 60, 3),
                        alert("memory", Severity.WARNING, 100, 400, 2),
                        alert("memory", Severity.CRITICAL, 200, 300, 1),
                        // Pending only, over before, begun after.
                        alert("cpu", Severity.WARNING, null, null, 0),
                        alert("cpu", Severity.WARNING, -500, 0, 1),
                        alert(
                                "cpu",
                                Severity.WARNING,
                                (int) Duration.between(FROM, TO).toSeconds(),
                                null,
                                1)),
                List.of());
        assertThat(alerts.alerts())
                .containsExactly(
                        new AuditAlert("memory", "local", Severity.WARNING, 2, 0, 0, 0, 5, 360, 300),
                        new AuditAlert("memory", "local", Severity.CRITICAL, 1, 0, 0, 0, 1, 100, 100));
    }

    @Test
    void whatStillFiresAtTheEndIsSaid() {
        AuditAlert alert = of(List.of(alert("p95", Severity.WARNING, 604_700, null, 1)), List.of())
                .alerts()
                .getFirst();
        assertThat(alert.open()).isEqualTo(1);
        assertThat(alert.firingSeconds()).isEqualTo(100);
    }

    @Test
    void aSilenceTellsWhatItSwallowed() {
        Silence maintenance = silence(1, null, FROM.plusSeconds(50), FROM.plusSeconds(250), "maintenance");
        Silence idle = silence(2, "cpu", FROM, TO, "known");
        Silence gone = silence(3, null, FROM.minusSeconds(99), FROM, "last week");
        AuditAlerts alerts = of(
                List.of(
                        alert("memory", Severity.WARNING, 100, 400, 0),
                        alert("p95", Severity.CRITICAL, 240, 300, 0),
                        alert("p95", Severity.CRITICAL, 250, 300, 2)),
                List.of(maintenance, idle, gone));
        assertThat(alerts.silences())
                .extracting(silence -> silence.reason() + " " + silence.swallowed() + " " + silence.rules())
                .containsExactly("maintenance 2 [memory, p95]", "known 0 []");
        assertThat(alerts.alerts())
                .extracting(alert -> alert.rule() + " " + alert.swallowed() + " of " + alert.times())
                .containsExactly("memory 1 of 1", "p95 1 of 2");

        AuditSection section = Alarms.section(alerts, SampleFacts.week(AuditKind.WEEKLY, "boom"));
        assertThat(section.sentences()).isEmpty();
        assertThat(section.tables().get(0).rows().getFirst())
                .containsExactly("memory", "warning", "1", "5 min", "5 min", "0", "1", "0");
        assertThat(section.tables().get(1).rows().getFirst())
                .containsExactly("maintenance (memory, p95)", "operator", "16 Nov 2026 00:04", "2");
    }

    @Test
    void thatNothingFiredIsSaid() {
        Facts facts = SampleFacts.week(AuditKind.WEEKLY, "boom");
        assertThat(Alarms.section(of(List.of(), List.of()), facts).sentences())
                .containsExactly("No alert fired in this period.", "No silence held in this period.");
    }

    private static AuditAlerts of(List<Alert> alerts, List<Silence> silences) {
        return Alarms.of(new Evidence.AlertHistory(alerts, silences), FROM, TO);
    }

    /// Seconds after the begin of the period.
    private static Alert alert(
            String rule, Severity severity, @Nullable Integer firing, @Nullable Integer resolved, int notifications) {
        return new Alert(
                "0123456789abcdef",
                rule,
                "process.memory.usage",
                severity,
                resolved == null ? AlertState.FIRING : AlertState.RESOLVED,
                1.0,
                1,
                "ms",
                "local",
                FROM.minusSeconds(1_000),
                firing == null ? null : FROM.plusSeconds(firing),
                resolved == null ? null : FROM.plusSeconds(resolved),
                null,
                null,
                null,
                null,
                null,
                "text",
                null,
                notifications,
                false);
    }

    private static Silence silence(long id, @Nullable String rule, Instant from, Instant until, String reason) {
        return new Silence(id, rule, null, null, from, until, null, reason, "operator", from);
    }
}
