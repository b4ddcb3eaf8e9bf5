package dev.opsdeck.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `serve`, the sub-command that need not be said: runs the backend until SIGTERM, which lets requests finish and
/// closes cleanly.
@Command(name = "serve", mixinStandardHelpOptions = true, description = "Serves the catalogue (the default).")
final class ServeCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "Port to listen on (${DEFAULT-VALUE}; 0: a free one).")
    private int port;

    @Option(names = "--bind", defaultValue = "127.0.0.1", description = "Address to listen on (${DEFAULT-VALUE}).")
    private String bind = "127.0.0.1";

    @Option(names = "--data", description = "Folder for the database file and uploaded feeds.")
    private @Nullable Path data;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--operator-token", description = "Token that may steer; better as OPSDECK_OPERATOR_TOKEN.")
    private @Nullable String operatorToken;

    @Option(names = "--viewer-token", description = "Token that may look; better as OPSDECK_VIEWER_TOKEN.")
    private @Nullable String viewerToken;

    @Option(names = "--allowed-hosts", description = "Host names of a proxy in front, separated by commas.")
    private @Nullable String allowedHosts;

    @Option(names = "--load-targets", description = "Servers that load runs may be sent to, separated by commas.")
    private @Nullable String loadTargets;

    @Option(names = "--insecure", description = "Allow to listen beyond this machine without TLS.")
    private boolean insecure;

    @Option(
            names = "--allow-private-feeds",
            description =
                    "Allow feeds from loopback and private addresses, which an operator could use to look around.")
    private boolean privateFeeds;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private AnalyticsOptions analytics;

    @Mixin
    private final TrafficOptions traffic = new TrafficOptions();

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private InsightOptions insight;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private TracingOptions tracing;

    @Mixin
    private final AlertOptions alerts = new AlertOptions();

    @Option(names = "--config", description = "YAML file with any of these options.")
    private @Nullable Path config;

    @Mixin
    private WireOptions wire = new WireOptions();

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private AuditOptions audits;

    @Mixin
    private final ProfileOptions profiles = new ProfileOptions();

    @Override
    public Integer call() throws InterruptedException {
        OpsdeckServer server = OpsdeckServer.start(settings());
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            stopped.countDown();
                        },
                        "opsdeck-shutdown"));
        stopped.await();
        return 0;
    }

    ServerSettings settings() {
        if (config != null && !Files.isReadable(config)) {
            throw wrongUse("The file " + config + " of --config cannot be read.");
        }
        if (port < 0 || port > 65_535) {
            throw wrongUse("--port must be from 0 to 65535.");
        }
        return new ServerSettings(
                bind,
                port,
                data == null ? defaultData() : data,
                database.settings(),
                database.poolSize(),
                token("--operator-token", operatorToken),
                token("--viewer-token", viewerToken),
                hosts(),
                loadTargets(),
                insecure,
                false,
                privateFeeds,
                analytics.settings(),
                wire.settings(),
                traffic(),
                insight.settings(),
                tracing.settings(),
                audits.settings(),
                alerts.settings(),
                profiles.settings());
    }

    private TrafficSettings traffic() {
        try {
            return traffic.settings();
        } catch (IllegalArgumentException e) {
            throw wrongUse(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable String token(String option, @Nullable String token) {
        if (token != null && token.length() < 16) {
            throw wrongUse(option + " is shorter than 16 characters: make one with the sub-command 'token'.");
        }
        return token;
    }

    private Set<String> hosts() {
        return allowedHosts == null
                ? Set.of()
                : Arrays.stream(allowedHosts.split(",", -1))
                        .map(String::strip)
                        .filter(host -> !host.isEmpty())
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
    }

    private Set<String> loadTargets() {
        return loadTargets == null
                ? Set.of()
                : Arrays.stream(loadTargets.split(",", -1))
                        .map(String::strip)
                        .filter(address -> !address.isEmpty())
                        .collect(Collectors.toSet());
    }

    private static Path defaultData() {
        String xdg = System.getenv("XDG_DATA_HOME");
        Path base = xdg == null || xdg.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "share")
                : Path.of(xdg);
        return base.resolve("opsdeck-server");
    }

    private CommandLine.ParameterException wrongUse(String sentence) {
        return new CommandLine.ParameterException(spec.commandLine(), sentence);
    }
}
