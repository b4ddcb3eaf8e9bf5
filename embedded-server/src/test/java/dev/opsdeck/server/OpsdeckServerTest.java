package dev.opsdeck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opsdeck.server.alerts.delivery.AlertSettings;
import dev.opsdeck.server.audits.AuditSettings;
import dev.opsdeck.server.http.WireSettings;
import dev.opsdeck.server.profiles.ProfileSettings;
import dev.opsdeck.server.tracing.TracingSettings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starting and stopping, and what stands against it.
final class OpsdeckServerTest {

    private static final String TOKEN = "operator-token-0123456789";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void listensOnAFreePortAndStopsCleanlySoThatTheDataCanBeOpenedAgain() throws Exception {
        for (int start = 0; start < 2; start++) {
            try (OpsdeckServer server = OpsdeckServer.start(ServerSettings.embedded(data, TOKEN))) {
                assertThat(server.port()).isPositive();
                assertThat(System.getProperty("jdk.readPollers")).isEqualTo("1"); // see PollersTest
                assertThat(get(server.url().resolve("/ops/caches"), TOKEN).statusCode())
                        .isEqualTo(200);
                assertThat(get(server.url().resolve("/ops/caches"), null).statusCode())
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> OpsdeckServer.start(settings("127.0.0.1", other.getLocalPort(), false)))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("port " + other.getLocalPort() + ": another program has the port");
        }
        OpsdeckServer.start(settings("127.0.0.1", 0, false)).close();
    }

    @Test
    void doesNotListenBeyondThisMachineInClearUnlessToldTo() {
        assertThatThrownBy(() -> OpsdeckServer.start(settings("0.0.0.0", 0, false)))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("--insecure");
        try (OpsdeckServer server = OpsdeckServer.start(settings("0.0.0.0", 0, true))) {
            assertThat(server.port()).isPositive();
        }
    }

    @Test
    void withoutTokensNobodyLooksOrSteers() throws Exception {
        try (OpsdeckServer server = OpsdeckServer.start(settings("127.0.0.1", 0, false))) {
            for (int i = 0; i < 1_000; i++) {
                // Who guesses is limited like anybody without a token.
                assertThat(get(server.url().resolve("/ops/caches"), "guess-" + i)
                                .statusCode())
                        .isEqualTo(i < 100 ? 401 : 429);
            }
        }
    }

    @Test
    void settingsNeverShowATokenOrPassword() {
        ServerSettings settings = ServerSettings.embedded(data, TOKEN);
        assertThat(settings.toString()).doesNotContain(TOKEN);
    }

    private ServerSettings settings(String bind, int port, boolean insecure) {
        return new ServerSettings(
                bind,
                port,
                data,
                null,
                5,
                null,
                null,
                Set.of(),
                Set.of(),
                insecure,
                false,
                false,
                AnalyticsSettings.DEFAULT,
                WireSettings.PLAIN,
                TrafficSettings.DEFAULT,
                InsightSettings.DEFAULT,
                TracingSettings.DEFAULT,
                AuditSettings.standard(),
                AlertSettings.DEFAULT,
                ProfileSettings.DEFAULT);
    }

    private HttpResponse<String> get(URI address, @Nullable String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
