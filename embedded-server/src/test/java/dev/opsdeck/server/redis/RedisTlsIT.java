package dev.opsdeck.server.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.opsdeck.server.FreePort;
import dev.opsdeck.server.TestCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real Redis that speaks TLS with a certificate of its own for localhost.
final class RedisTlsIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static TestCertificate certificate;

    @SuppressWarnings("NullAway.Init")
    private static RedisProcess process;

    private static int port;

    @BeforeAll
    static void begin() throws Exception {
        certificate = TestCertificate.make(folder, "redis", "EC", "dns:localhost");
        port = FreePort.choose();
        process = RedisProcess.start(
                folder,
                List.of(
                        "tls-port " + port,
                        "tls-cert-file " + certificate.certificate(),
                        "tls-key-file " + certificate.key(),
                        "tls-auth-clients no"));
    }

    @AfterAll
    static void end() {
        process.close();
    }

    @Test
    void keepsValuesAndHearsNewsWhenItsCertificateIsInTheFile() throws Exception {
        CountDownLatch heard = new CountDownLatch(2);
        try (Redis redis = Redis.open(settings("localhost", certificate.certificate()))) {
            // Again, should it have been too slow for once.
            await().atMost(SOON).until(() -> redis.call(client -> client.set("a", "b"), "gone"), "OK"::equals);
            String kept = process.ask(plain -> plain.get("a"));
            assertThat(kept).isEqualTo("b");
            redis.listen("news", heard::countDown);
            await().atMost(SOON).until(() -> {
                redis.tell("news");
                return heard.getCount() == 0;
            });
        }
    }

    @Test
    void isNotUsedWhenNobodyTrustedSignedItOrItIsForAnotherName() throws Exception {
        TestCertificate other = TestCertificate.make(folder, "other", "EC");
        for (RedisSettings refused : List.of(
                settings("localhost", null),
                settings("localhost", other.certificate()),
                settings("127.0.0.1", certificate.certificate()))) {
            try (Redis redis = Redis.open(refused)) {
                assertThat(redis.available()).isFalse();
                assertThat(redis.check()).contains("does not answer");
            }
        }
    }

    @Test
    void aFileWithoutCertificatesIsRefusedWithItsName() throws Exception {
        Path nothing = Files.writeString(folder.resolve("nothing.pem"), "");
        Path garbage = Files.writeString(folder.resolve("garbage.pem"), "-----BEGIN CERTIFICATE-----\nno\n");
        for (Path file : List.of(nothing, garbage, folder.resolve("missing.pem"))) {
            assertThatThrownBy(() -> settings("localhost", file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    private static RedisSettings settings(String host, @Nullable Path authorities) {
        return RedisSettings.parse("rediss://" + host + ":" + port, authorities);
    }
}
