package dev.opsdeck.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The command line: exit codes, and where the value of an option comes from.
final class MainTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void wrongUseEndsWithTwo() {
        assertThat(Main.run("--no-such-option")).isEqualTo(2);
        assertThat(Main.run("--port", "70000")).isEqualTo(2);
        assertThat(Main.run("--port", "x")).isEqualTo(2);
        assertThat(Main.run("--operator-token", "short")).isEqualTo(2);
        assertThat(Main.run("--event-days", "0")).isEqualTo(2);
        assertThat(Main.run("--event-days", "31")).isEqualTo(2);
        assertThat(Main.run("--analytics-days", "34")).isEqualTo(2);
        assertThat(Main.run("--redis-url", "http://cache")).isEqualTo(2);
        assertThat(Main.run("--limits", "some")).isEqualTo(2);
        assertThat(Main.run("--limit-reads", "many")).isEqualTo(2);
        assertThat(Main.run("--trusted-proxies", "proxy.example")).isEqualTo(2);
        assertThat(Main.run("--config", folder.resolve("missing.yaml").toString()))
                .isEqualTo(2);
    }

    @Test
    void helpAndVersionEndWell() {
        assertThat(Main.run("--help")).isZero();
        assertThat(Main.run("serve", "--help")).isZero();
        assertThat(Main.run("--version")).isZero();
    }

    @Test
    void aTokenComesWithTheHashThatTheServerTakes() {
        StringWriter out = new StringWriter();
        int exit =
                new CommandLine(new TokenCommand()).setOut(new PrintWriter(out)).execute("--json");
        Map<?, ?> made = new Json().read(out.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8), Map.class);
        assertThat(exit).isZero();
        assertThat(made.get("hash"))
                .isEqualTo(Access.hashed((String) java.util.Objects.requireNonNull(made.get("token"))));
    }

    @Test
    void theCommandLineWinsOverTheVariableAndTheVariableOverTheFile() throws Exception {
        Path file = Files.writeString(folder.resolve("opsdeck.yaml"), "db-url: file\nbind: file\nport: 1\n");
        Map<String, String> environment = Map.of("OPSDECK_DB_URL", "variable", "OPSDECK_BIND", "variable");
        Probe probe = new Probe();
        DefaultsFromEnvironment defaults = new DefaultsFromEnvironment(environment);
        String[] arguments = {"--config", file.toString(), "--db-url", "line"};
        defaults.takeConfig(arguments);
        new CommandLine(probe).setDefaultValueProvider(defaults).parseArgs(arguments);
        assertThat(probe.dbUrl).isEqualTo("line");
        assertThat(probe.bind).isEqualTo("variable");
        assertThat(probe.port).isEqualTo("1");
    }

    @Command
    private static final class Probe {
        @Option(names = "--config")
        @SuppressWarnings("UnusedVariable")
        private String config = "";

        @Option(names = "--db-url")
        private String dbUrl = "";

        @Option(names = "--bind")
        private String bind = "";

        @Option(names = "--port")
        private String port = "";
    }
}
