package dev.opsdeck.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Audits page of the real console on a real backend: an audit is written, ticked and signed.
class AuditsPageTest {

    @TempDir
    private Path folder;

    @Test
    void anAuditIsWrittenTickedAndSigned() throws Exception {
        try (RealConsole console = new RealConsole(folder)) {
            console.show("audits");
            console.says("#emptyText", text -> text.startsWith("No audit yet."));
            console.click("#emptyAction");
            console.says("#caption", text -> text.startsWith("Weekly audit, "));
            console.says("#state", text -> text.equals("4 points need a person before it can be signed."));
            for (String item : new String[] {"p95", "error-log", "resource-trends", "cache-hit-rates"}) {
                console.click("#item-" + item);
                console.there("#item-" + item, node -> ((CheckBox) node).isSelected());
            }
            console.says("#state", text -> text.equals("Everything is ticked: it can be signed."));
            console.type("#name", "Ada Byron");
            console.click("#signButton");
            console.says("#state", text -> text.startsWith("Signed by Ada Byron, "));
            Node box = console.there("#item-p95", node -> true);
            assertThat(RealConsole.on(box::isDisabled)).isTrue();

            console.click("#monthly");
            console.says("#caption", text -> text.startsWith("Monthly audit, "));
        }
    }
}
