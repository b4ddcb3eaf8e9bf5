package dev.opsdeck.server;

import dev.opsdeck.server.db.DatabaseSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The options about the database, as a part of those of `serve`.
final class DatabaseOptions {

    private static final int MAX_POOL = 500;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--db-url", description = "JDBC URL of a PostgreSQL database instead of the file.")
    private @Nullable String url;

    @Option(names = "--db-user", description = "Its user.")
    private @Nullable String user;

    @Option(names = "--db-password", description = "Its password; better as OPSDECK_DB_PASSWORD.")
    private @Nullable String password;

    @Option(
            names = "--db-pool",
            defaultValue = "" + ServerSettings.DEFAULT_POOL_SIZE,
            description = "Most database connections at once (${DEFAULT-VALUE}).")
    private int poolSize;

    @Option(
            names = "--db-pool-timeout",
            defaultValue = "20s",
            converter = DurationConverter.class,
            description = "How long a request waits for a free one (${DEFAULT-VALUE}).")
    private Duration poolTimeout = DatabaseSettings.POOL_TIMEOUT;

    @Option(
            names = "--db-statement-timeout",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "How long a statement may take (${DEFAULT-VALUE}).")
    private Duration statementTimeout = DatabaseSettings.STATEMENT_TIMEOUT;

    @Option(
            names = "--db-replica-urls",
            description = "JDBC URLs of its read replicas, separated by commas; same user and password.")
    private @Nullable String replicaUrls;

    @Option(
            names = "--db-replica-max-lag",
            defaultValue = "1s",
            converter = DurationConverter.class,
            description = "How far behind a replica may be to be read from (${DEFAULT-VALUE}).")
    private Duration replicaMaxLag = DatabaseSettings.REPLICA_MAX_LAG;

    /// Null without a URL: the file is used.
    @Nullable
    DatabaseSettings settings() {
        atLeast("--db-pool-timeout", poolTimeout, Duration.ofMillis(250));
        atLeast("--db-statement-timeout", statementTimeout, Duration.ofSeconds(1));
        // Replicas are looked at four times a second.
        atLeast("--db-replica-max-lag", replicaMaxLag, Duration.ofMillis(500));
        List<String> replicas = replicas();
        if (url == null) {
            if (!replicas.isEmpty()) {
                throw wrongUse("--db-replica-urls needs --db-url, the address of the primary.");
            }
            return null;
        }
        if (!replicas.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
            throw wrongUse("Only a PostgreSQL database has replicas: --db-url must start with jdbc:postgresql:.");
        }
        return new DatabaseSettings(
                url, user, password, poolSize(), poolTimeout, statementTimeout, replicas, replicaMaxLag);
    }

    int poolSize() {
        if (poolSize < 1 || poolSize > MAX_POOL) {
            throw wrongUse("--db-pool must be from 1 to " + MAX_POOL + ".");
        }
        return poolSize;
    }

    /// A URL may name several hosts, with commas of its own.
    private List<String> replicas() {
        if (replicaUrls == null || replicaUrls.isBlank()) {
            return List.of();
        }
        List<String> urls = Arrays.stream(replicaUrls.split(",(?=\\s*jdbc:)", -1))
                .map(String::strip)
                .toList();
        for (String replica : urls) {
            if (!replica.startsWith("jdbc:postgresql:")) {
                throw wrongUse("--db-replica-urls must be URLs that start with jdbc:postgresql:, separated by commas.");
            }
        }
        return urls;
    }

    private void atLeast(String option, Duration given, Duration least) {
        if (given.compareTo(least) < 0) {
            throw wrongUse(option + " must be at least " + least.toMillis() + "ms.");
        }
    }

    private CommandLine.ParameterException wrongUse(String sentence) {
        return new CommandLine.ParameterException(spec.commandLine(), sentence);
    }
}
