package dev.opsdeck.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.console.connection.EmbeddedBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BackendAloneTest {

    @TempDir
    private Path data;

    @Test
    void saysWhereItListensAndWhereTheTokenIs() throws IOException {
        Path token = data.resolve("operator.token");
        try (EmbeddedBackend backend = new EmbeddedBackend(data, new SecureRandom())) {
            assertThat(BackendAlone.announce(backend, token))
                    .contains("No display", "http://127.0.0.1:", token.toString())
                    .doesNotContain(backend.token());
            assertThat(token).hasContent(backend.token());
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheOwnerMayReadTheToken() throws IOException {
        Path token = Files.writeString(data.resolve("operator.token"), "old, and readable by all");
        try (EmbeddedBackend backend = new EmbeddedBackend(data, new SecureRandom())) {
            BackendAlone.announce(backend, token);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
                    .isEqualTo("rw-------");
        }
    }
}
