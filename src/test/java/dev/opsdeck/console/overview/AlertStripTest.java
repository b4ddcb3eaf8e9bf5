package dev.opsdeck.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.RuleMetric;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Fx;
import dev.opsdeck.console.ui.SilentCommands;
import dev.opsdeck.console.ui.Theme;
import java.time.ZoneId;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
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
        assertThat(told(unreachable(null), past)).isEqualTo("since 13:00 on eu-prod");
    }

    @Test
    void theNameOfTheRuleIsThereHoweverLongTheRestIs() {
        Alert alert = unreachable("operator 2001:0db8:85a3:0000:0000:8a2e:0370:7334");
        assertThat(Fx.<String>on(() -> {
                    AlertStrip strip = strip(alert, false);
                    Fx.picture(strip, 628, 60, new Theme(Theme.Choice.LIGHT));
                    return ((Text) strip.lookup(".od-strong .text")).getText();
                }))
                .isEqualTo("server unreachable");
    }

    private static String told(Alert alert, boolean past) {
        return Fx.on(() -> strip(alert, past).lookupAll(".od-muted").stream()
                .map(label -> ((Label) label).getText())
                .findFirst()
                .orElseThrow());
    }

    private static AlertStrip strip(Alert alert, boolean past) {
        AlertStrip strip = new AlertStrip();
        strip.show(
                new ShownAlerts(List.of(alert), past),
                new SilentCommands(),
                new Formats(ZoneId.of("Europe/Berlin")),
                Samples.NOON);
        return strip;
    }

    private static Alert unreachable(@Nullable String acknowledgedBy) {
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
                acknowledgedBy,
                acknowledgedBy == null ? null : Samples.NOON,
                null,
                null,
                null,
                "eu-prod cannot be reached",
                null,
                1,
                false);
    }
}
