package dev.opsdeck.console.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBackendTest {

    @TempDir
    private Path data;

    private final SecureRandom random = new SecureRandom();

    @Test
    void startsOnTheFirstCallAndListensOnLoopbackOnly() {
        try (HttpClients http = new HttpClients();
                EmbeddedBackend backend = new EmbeddedBackend(data, random)) {
            ApiClient api = http.api(null, backend::endpoint);
            assertThat(api.health().status()).isEqualTo("up");
            assertThat(api.caches().data()).isNotNull();
            assertThat(backend.url().getHost()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void everyStartHasATokenOfItsOwn() {
        try (EmbeddedBackend first = new EmbeddedBackend(data, random);
                EmbeddedBackend second = new EmbeddedBackend(data, random)) {
            assertThat(first.token()).isNotEqualTo(second.token()).hasSizeGreaterThan(40);
        }
    }

    @Test
    void aSecondConsoleOnTheSameFolderSaysSoAndStartsOnceTheFirstIsClosed() {
        try (EmbeddedBackend second = new EmbeddedBackend(data, random)) {
            try (EmbeddedBackend first = new EmbeddedBackend(data, random)) {
                assertThat(first.url()).isNotNull();
                assertThatThrownBy(second::url)
                        .isInstanceOf(ApiFailure.class)
                        .hasMessageContaining("Another Opsdeck console")
                        .hasMessageContaining(data.toString());
            }
            assertThat(second.url()).isNotNull();
        }
    }

    @Test
    void isNotStartedAgainByACallAfterItsEnd() {
        EmbeddedBackend backend = new EmbeddedBackend(data, random);
        backend.close();
        assertThatThrownBy(backend::url).isInstanceOf(ApiFailure.class).hasMessageContaining("stopped");
    }
}
