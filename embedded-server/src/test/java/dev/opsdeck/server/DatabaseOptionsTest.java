package dev.opsdeck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opsdeck.server.db.DatabaseSettings;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/// What is made of the options about the database.
final class DatabaseOptionsTest {

    private static final String URL = "jdbc:postgresql://db/opsdeck";

    @Test
    void withoutAnAddressTheFileIsUsed() {
        assertThat(parse()).isNull();
    }

    @Test
    void theLimitsAreThoseOfTheDocumentUnlessSet() {
        DatabaseSettings usual = Objects.requireNonNull(parse("--db-url", URL));
        assertThat(usual.poolSize()).isEqualTo(20);
        assertThat(usual.poolTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(usual.statementTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(usual.replicaUrls()).isEmpty();
        DatabaseSettings set = Objects.requireNonNull(parse(
                "--db-url",
                URL,
                "--db-pool=50",
                "--db-pool-timeout=500ms",
                "--db-statement-timeout",
                "2m",
                "--db-replica-max-lag",
                "3s"));
        assertThat(set.poolSize()).isEqualTo(50);
        assertThat(set.poolTimeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(set.statementTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(set.replicaMaxLag()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void replicasAreSeparatedByCommasAlsoWhenAUrlHasCommasItself() {
        String replicas = "jdbc:postgresql://a,b/opsdeck, jdbc:postgresql://c/opsdeck?user=x";
        assertThat(Objects.requireNonNull(parse("--db-url", URL, "--db-replica-urls", replicas))
                        .replicaUrls())
                .containsExactly("jdbc:postgresql://a,b/opsdeck", "jdbc:postgresql://c/opsdeck?user=x");
    }

    @Test
    void wrongUseIsToldInASentence() {
        refused("--db-replica-urls needs --db-url", "--db-replica-urls", URL);
        refused("Only a PostgreSQL database", "--db-url", "jdbc:h2:mem:x", "--db-replica-urls", URL);
        refused("must be URLs", "--db-url", URL, "--db-replica-urls", "host:5432");
        refused("at least 250ms", "--db-pool-timeout", "10ms");
        refused("at least 1000ms", "--db-statement-timeout", "0s");
        refused("at least 500ms", "--db-replica-max-lag", "100ms");
        refused("from 1 to 500", "--db-url", URL, "--db-pool", "501");
        refused("write it like 500ms, 20s or 5m", "--db-pool-timeout", "20");
    }

    @Test
    void neverShowsAPassword() {
        DatabaseSettings settings = Objects.requireNonNull(parse(
                "--db-url",
                URL + "?password=secret&x=y",
                "--db-password",
                "secret",
                "--db-replica-urls",
                "jdbc:postgresql://u:secret@r/opsdeck"));
        assertThat(settings.toString()).contains("x=y").doesNotContain("secret");
    }

    private static void refused(String sentence, String... arguments) {
        assertThatThrownBy(() -> parse(arguments))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(sentence);
    }

    private static @Nullable DatabaseSettings parse(String... arguments) {
        Serve serve = new Serve();
        new CommandLine(serve).parseArgs(arguments);
        return serve.database.settings();
    }

    @Command
    private static final class Serve {
        @Mixin
        private final DatabaseOptions database = new DatabaseOptions();
    }
}
