package dev.opsdeck.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Requests page of the real console on a real backend: from the first sentence to a request that was slow,
/// and the statements that the backend executed.
class RequestsPageTest {

    @TempDir
    private Path folder;

    @Test
    void aLowThresholdCatchesTheConsolesOwnRequestsAndTheStatementsAreThere() throws Exception {
        try (RealConsole console = new RealConsole(folder)) {
            console.show("requests");
            console.says("#threshold", text -> text.equals("Slow from 1,000 ms on"));

            console.click("#changeThreshold");
            console.type("#millis", "soon");
            console.click("#saveThreshold");
            console.says("#thresholdFault", text -> text.startsWith("Enter milliseconds from 1"));
            console.type("#millis", "1");
            console.click("#saveThreshold");
            console.says("#threshold", text -> text.equals("Slow from 1 ms on"));

            // The page itself asks every few seconds; on the way through socket and database that takes over 1 ms.
            console.says("#count", text -> text.endsWith(" slow requests") || text.equals("1 slow request"));
            console.type("#filter", "/nowhere");
            console.says("#emptyText", text -> text.equals("Nothing fits this filter."));
            console.type("#filter", "/ops");
            console.says("#count", text -> text.contains("slow request"));
            TableView<?> requests = (TableView<?>) console.there("#requests", node -> true);
            select(requests);
            String title = console.says("#detailTitle", text -> text.contains(" /ops/"));
            console.click("#copy");
            console.says("#copy", text -> text.equals("Copied"));
            String curl = RealConsole.on(() -> Clipboard.getSystemClipboard().getString());
            assertThat(curl)
                    .startsWith("curl ")
                    .contains("$OPSDECK_TOKEN", title.substring(title.indexOf(" /") + 1))
                    .contains("'http://127.0.0.1:");

            console.click("#more");
            console.says("#traceName", text -> text.startsWith("GET /ops/") || text.startsWith("PUT /ops/"));
            TableView<?> spans = (TableView<?>) console.there("#spans", node -> true);
            assertThat(RealConsole.on(() -> spans.getItems().size())).isPositive();
            console.click("#closeTrace");
            console.says("#traceCount", text -> text.contains(" trace"));

            console.click("#showInsights");
            console.says("#looks", text -> text.endsWith("Looked at:"));

            console.click("#showProfiles");
            console.says("#noProfiles", text -> text.startsWith("There is no profile yet."));
            console.click("#startProfile");
            console.says("#profileRunning", text -> text.equals("Profile 1 records for 30 s"));
            console.click("#stopProfile");
            console.says("#profileName", text -> text.startsWith("Profile 1: "));
            console.click("#closeProfile");
            console.click("#sampled-1");
            console.says("#nothingInProfile", text -> text.startsWith("No sample has been taken."));

            console.click("#errors");
            console.says("#emptyText", text -> text.equals("Nothing fits this filter."));
            console.click("#emptyAction");
            console.says("#emptyText", text -> text.startsWith("No request failed in the last 14 days."));

            console.click("#queries");
            console.says("#count", text -> text.contains(" statements since "));
            console.says("#noSuspects", text -> text.startsWith("No request has executed a statement five times"));
            TableView<?> statements = (TableView<?>) console.there("#statements", node -> true);
            select(statements);
            console.says("#detailTitle", text -> !text.isBlank() && !text.contains(" /ops/"));
            console.click("#reset");
            console.says("#count", text -> text.contains(" since "));
        }
    }

    private static void select(TableView<?> table) {
        org.awaitility.Awaitility.await()
                .until(() -> RealConsole.on(() -> {
                    table.getSelectionModel().select(0);
                    return table.getSelectionModel().getSelectedItem() != null;
                }));
    }
}
