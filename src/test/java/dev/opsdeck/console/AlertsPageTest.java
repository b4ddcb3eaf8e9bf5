package dev.opsdeck.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.alerts.AlertRules;
import dev.opsdeck.console.connection.AlertApi;
import dev.opsdeck.console.connection.AlertApi.Rules;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Alerts page of the real console on a real backend: a rule is tried and saved, fires at once, is
/// acknowledged by its key and silenced, and stands in the history.
class AlertsPageTest {

    @TempDir
    private Path folder;

    @Test
    void aRuleIsTriedAndSavedFiresIsAcknowledgedAndSilenced() throws Exception {
        try (RealConsole console = new RealConsole(folder)) {
            // On a busy machine the rules of the document may have something to say, too.
            AlertApi api = console.api().alerts();
            api.saveRules(new Rules(new AlertRules(List.of()), api.rules().version()));
            console.show("alerts");
            console.says("#emptyText", text -> text.startsWith("Nothing fires."));

            console.click("#tab-RULES");
            console.says("#emptyText", text -> text.startsWith("There is no rule"));
            console.click("#add");
            console.type("#name", "heap in use");
            choose(console, "#metric", "Memory in use");
            console.type("#warning-threshold", "a lot");
            console.says("#warning-fault", text -> text.startsWith("Write a number"));
            console.type("#warning-threshold", "1");
            console.type("#warning-for", "0s");
            console.says("#forecast", text -> text.startsWith("Would have fired 1 time in the last 24 h, of which "));
            console.click("#saveRule");
            console.says("#count", text -> text.equals("1 rule"));

            console.click("#tab-FIRING");
            ListView<?> alerts = (ListView<?>) console.there(
                    "#alerts",
                    node -> node instanceof ListView<?> list && list.getItems().size() == 1);
            console.says("#tab-FIRING", text -> text.equals("Firing 1"));
            RealConsole.on(() -> {
                alerts.getSelectionModel().select(0);
                return alerts;
            });
            console.says("#detailTitle", text -> text.startsWith("heap in use: "));
            console.push(KeyCode.A);
            console.says("#alerts .od-small", text -> text.contains(" · acknowledged by operator"));
            RealConsole.on(() -> {
                alerts.requestFocus();
                return alerts;
            });
            console.push(KeyCode.S);
            console.says("#scope", text -> text.startsWith("Alerts of heap in use on This computer will be shown"));
            // The notice of the acknowledgement is still there: the key is the dialog's.
            console.push(KeyCode.ESCAPE);

            console.show("overview");
            console.says("#alerts .od-strong", text -> text.equals("heap in use"));
            console.click("#alerts .overview-alert-button");
            console.says(
                    "#scope",
                    text -> text.equals(
                            "Alerts of heap in use on This computer will be shown, but nobody is" + " told."));
            console.click("#saveSilence");
            console.says("#reasonFault", text -> text.startsWith("Say why"));
            console.type("#reason", "It is a test.");
            console.click("#saveSilence");
            console.says("#alerts .od-muted", text -> text.contains("silenced"));

            console.show("alerts");
            console.click("#tab-SILENCES");
            console.there(
                    "#silences",
                    node -> node instanceof TableView<?> table
                            && table.getItems().size() == 1);
            console.click("#silences .button");
            console.says("#emptyText", text -> text.startsWith("Nothing is silenced"));

            console.click("#tab-HISTORY");
            console.says("#count", text -> text.equals("1 alert in the last 24 h"));
            assertThat(console.there("#alerts", node -> true)).isInstanceOf(TableView.class);

            console.click("#tab-CHANNELS");
            console.says("#cards .od-strong", text -> text.equals("Slack"));
            assertThat(console.there("#test-slack", node -> true).isDisabled())
                    .as("nothing is set up")
                    .isTrue();
        }
    }

    /// As the keyboard would, without the popup.
    private static void choose(RealConsole console, String query, String words) {
        ComboBox<?> box = (ComboBox<?>) console.there(query, node -> true);
        Awaitility.await().until(() -> RealConsole.on(() -> choose(box, words)));
    }

    private static <T> boolean choose(ComboBox<T> box, String words) {
        return box.getItems().stream()
                .filter(item -> words.equals(box.getConverter().toString(item)))
                .findFirst()
                .map(item -> {
                    box.setValue(item);
                    return true;
                })
                .orElse(false);
    }
}
