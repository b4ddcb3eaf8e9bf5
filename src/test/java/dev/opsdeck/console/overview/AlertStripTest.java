package dev.opsdeck.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.RuleMetric;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Fx;
import dev.opsdeck.console.ui.SilentCommands;
import java.time.ZoneId;
import java.util.List;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertStripTest {

    @Test
    void aFigureHasItsThreshold() {
        assertThat(told(Samples.alert("a", Severity.WARNING, "CPU", 40), false))
                .isEqualTo("since 12:20 on This computer · threshold 70.0 %");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerThatDoesNotAnswerHasNone(boolean past) {
        assertThat(told(unreachable(), past)).isEqualTo("since 13:00 on eu-prod");
    }

    private static String told(Alert alert, boolean past) {
        return Fx.on(() -> {
            AlertStrip strip = new AlertStrip();
            strip.show(
                    new ShownAlerts(List.of(alert), past),
                    new SilentCommands(),
                    new Formats(ZoneId.of("Europe/Berlin")),
                    Samples.NOON);
            return strip.lookupAll(".od-muted").stream()
                    .map(label -> ((Label) label).getText())
                    .findFirst()
                    .orElseThrow();
        });
    }

    private static Alert unreachable() {
        return new Alert(
                "b",
                "server unreachable",
                RuleMetric.UNREACHABLE.key(),
                Severity.CRITICAL,
                AlertState.FIRING,
                1.0,
                1,
                "1",
                "eu-prod",
                Samples.NOON,
                Samples.NOON,
                null,
                null,
                null,
                null,
                null,
                null,
                "eu-prod cannot be reached",
                null,
                1,
                false);
    }
}
