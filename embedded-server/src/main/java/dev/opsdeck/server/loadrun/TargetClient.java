package dev.opsdeck.server.loadrun;

import dev.opsdeck.server.loadrun.engine.Trust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Asks the server under load a few things beside the run. Thread-safe; whoever makes it closes it.
final class TargetClient implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    /// The client's own limit ends with the head of an answer; a body may stand still as well.
    private static final Duration WHOLE = Duration.ofSeconds(15);

    private static final int MOST_BYTES = 8 << 20;

    private final String target;
    private final @Nullable String token;
    private final String mark;
    private final Duration whole;
    private final HttpClient client;

    /// @param mark value of the header that tells requests of load runs from users'
    /// @param fingerprint of the target's certificate, or null
    TargetClient(String target, @Nullable String token, @Nullable String fingerprint, String mark) {
        this(target, token, fingerprint, mark, WHOLE);
    }

    /// @param whole the time for an answer with its body
    TargetClient(String target, @Nullable String token, @Nullable String fingerprint, String mark, Duration whole) {
        this.target = target;
        this.token = token;
        this.mark = mark;
        this.whole = whole;
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
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                request.build(),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            return answer.get(whole.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException(
                    target + path + " was not answered to its end within " + whole.toSeconds() + " s.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getMessage(), e);
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
