package dev.opsdeck.server.loadrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opsdeck.server.FreePort;
import dev.opsdeck.server.loadrun.engine.TestServer;
import dev.opsdeck.server.loadrun.engine.TestServer.Reply;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What a user types.
final class LoadCommandIT {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theOtherServerGetsTheSameLoadAtTheSameTimeAndIsTheBaseline(@TempDir Path folder) throws Exception {
        Path page = folder.resolve("report.html");
        try (TestServer quick = new TestServer(number -> Reply.ok(2));
                TestServer slow = new TestServer(number -> Reply.ok(20))) {
            String[] run = {
                "--rate", "40", "--duration", "8s", "--fail-on", "worse", "--json", "--html", page.toString()
            };

            assertThat(load(run, "--target", slow.url(), "--beside", quick.url()))
                    .as(err + " " + out)
                    .isEqualTo(3);
            assertThat(out.toString())
                    .contains("\"requests\":320,")
                    .contains("\"comparison\":\"worse\"")
                    .contains("\"remarks\":[\"")
                    .contains("Engine and server shared this machine's cores");
            // Each was asked for its catalogue as well.
            assertThat(quick.requests()).isCloseTo(321, within(2));
            assertThat(slow.requests()).isCloseTo(321, within(2));
            assertThat(Files.readString(page)).contains("Compared with the baseline: worse");
        }
    }

    @Test
    void anotherServerThatIsNotThereIsSaid() throws Exception {
        String nobody = "http://127.0.0.1:" + FreePort.choose();
        try (TestServer server = new TestServer(number -> Reply.ok(0))) {
            assertThat(load(
                            new String[] {"--rate", "5", "--duration", "1s"},
                            "--target",
                            server.url(),
                            "--beside",
                            nobody))
                    .isEqualTo(1);
            assertThat(err.toString()).startsWith("--beside: ").contains(nobody).doesNotContain("Exception");
        }
    }

    @Test
    void oneBaselineIsEnough() {
        String[] both = {"--beside", "http://127.0.0.1:1", "--compare", "before.json"};
        assertThat(load(both, "--target", "http://127.0.0.1:2")).isEqualTo(2);
        assertThat(err.toString()).contains("Give one baseline: --beside, --compare or --baseline.");
        assertThat(load(new String[] {"--fail-on", "worse"}, "--target", "http://127.0.0.1:2"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("needs a baseline");
        assertThat(load(new String[] {"--beside", "nonsense"}, "--target", "http://127.0.0.1:2"))
                .isEqualTo(2);
    }

    private int load(String[] first, String... then) {
        CommandLine command = new CommandLine(new LoadCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return command.execute(
                Stream.concat(Arrays.stream(first), Arrays.stream(then)).toArray(String[]::new));
    }
}
