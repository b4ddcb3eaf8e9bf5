package dev.opsdeck.server.loadrun;

import dev.opsdeck.server.loadrun.engine.Trust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Asks the server under load a few things beside the run. One thread; whoever makes it closes it.
final class TargetClient implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final int MOST_BYTES = 8 << 20;

    private final String target;
    private final @Nullable String token;
    private final String mark;
    private final HttpClient client;

    /// @param mark value of the header that tells requests of load runs from users'
    /// @param fingerprint of the target's certificate, or null
    TargetClient(String target, @Nullable String token, @Nullable String fingerprint, String mark) {
        this.target = target;
        this.token = token;
        this.mark = mark;
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT);
        this.client = target.startsWith("https:")
                ? builder.sslContext(Trust.of(fingerprint).context()).build()
                : builder.build();
    }

    /// @throws IOException when there is no answer
    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target + path))
                .timeout(TIMEOUT)
                .header("Opsdeck-Load-Run", mark);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(
                request.build(),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
