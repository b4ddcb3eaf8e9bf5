package dev.opsdeck.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Load runs page of the real console on a real backend: one run to its end, one that is stopped; and the
/// Capacity page beside it.
class LoadRunsPageTest {

    @TempDir
    private Path folder;

    @Test
    void aRunIsWatchedToItsEndAndAnotherIsStopped() throws Exception {
        try (RealConsole console = new RealConsole(folder)) {
            console.show("load-runs");
            console.says("#emptyText", text -> text.startsWith("No load run yet."));
            console.click("#emptyAction");

            console.click(".new-run #rateKind");
            console.type(".new-run #rate", "fast");
            console.says(".new-run #rateFault", text -> text.startsWith("Enter requests a second"));
            console.type(".new-run #rate", "20");
            console.type(".new-run #seconds", "3");
            console.says(".new-run #plan", text -> text.equals("60 requests to This computer in 3 s."));
            console.click(".new-run #start");

            console.says("#verdict", text -> text.startsWith("Running: "));
            String verdict = console.says("#verdict", text -> !text.startsWith("Running: "));
            assertThat(verdict).matches("(Goals kept|Goal missed|Not valid): .*");

            console.click("#newRun");
            console.type(".new-run #seconds", "600");
            console.click(".new-run #start");
            console.says("#verdict", text -> text.startsWith("Running: 2 s of 10 min"));
            console.click("#stop");
            console.says("#verdict", text -> !text.startsWith("Running: "));
            ListView<?> runs = (ListView<?>) console.there("#runs", node -> true);
            assertThat(RealConsole.on(() -> runs.getItems().size())).isEqualTo(2);

            theCapacityPageOffersARampRunAndKeepsAPlan(console);
        }
    }

    /// Here, because a console of its own would take seconds.
    private static void theCapacityPageOffersARampRunAndKeepsAPlan(RealConsole console) throws Exception {
        console.show("capacity");
        console.says("#noneText", text -> text.startsWith("No ramp run that this server made of itself is known."));
        console.click("#emptyAction");
        console.says(".new-run #plan", text -> text.contains("until a goal breaks"));
        console.push(KeyCode.ESCAPE);

        ScrollPane scroll = (ScrollPane) console.there("#scroll", node -> true);
        RealConsole.on(() -> {
            scroll.setVvalue(0.6);
            scroll.layout();
            return scroll;
        });
        console.type("#growthPercent", "12");
        console.says("#outlook", text -> text.contains("a growth of 12 % a month"));
        RealConsole.on(() -> {
            scroll.setVvalue(1);
            scroll.layout();
            return scroll;
        });
        console.click("#save-plan");
        console.there("#save-plan", Node::isDisabled);
        assertThat(console.api().capacity().plan().plan().growthPercent()).isEqualByComparingTo("12");
    }
}
