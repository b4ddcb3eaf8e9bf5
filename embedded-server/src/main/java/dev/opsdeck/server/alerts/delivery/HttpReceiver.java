package dev.opsdeck.server.alerts.delivery;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One receiver behind HTTP: what it may answer, how long it may take, and what that means. Follows no redirect:
/// the message and its secrets go where the settings say, and nowhere else. Thread-safe; the client is closed by
/// whoever made it.
final class HttpReceiver {

    private static final int MAX_DETAIL = 200;

    private final HttpClient client;
    private final WebTarget target;
    private final Duration patience;
    private final InstantSource clock;

    /// @param patience for connecting, sending and reading together
    HttpReceiver(HttpClient client, WebTarget target, Duration patience, InstantSource clock) {
        this.client = client;
        this.target = target;
        this.patience = patience;
        this.clock = clock;
    }

    /// The client for all receivers: HTTP/1.1, no redirects, no cookies.
    static HttpClient client(Duration connectTimeout) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build();
    }

    /// Sends JSON.
    ///
    /// @param welcome whether the body of a good answer says that it was taken
    Outcome post(byte[] json, Map<String, String> headers, Predicate<String> welcome) {
        HttpRequest.Builder request = request().POST(BodyPublishers.ofByteArray(json));
        request.header("Content-Type", "application/json");
        headers.forEach(request::header);
        return send(request.build(), welcome);
    }

    /// Asks for the address, or sends it nothing.
    Outcome ping(boolean post) {
        HttpRequest.Builder request = request();
        return send((post ? request.POST(BodyPublishers.noBody()) : request.GET()).build(), body -> true);
    }

    private HttpRequest.Builder request() {
        HttpRequest.Builder request = HttpRequest.newBuilder(target.uri()).header("User-Agent", "Opsdeck");
        String authorization = target.authorization();
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private Outcome send(HttpRequest request, Predicate<String> welcome) {
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, info -> new Snippet());
        try {
            return judge(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS), welcome);
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Outcome.Later(host() + " did not answer within " + patience.toSeconds() + " s.", null);
        } catch (ExecutionException e) {
            return new Outcome.Later(host() + " cannot be reached: " + reason(e.getCause()), null);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Outcome.Later("Opsdeck stopped before " + host() + " answered.", null);
        }
    }

    private Outcome judge(HttpResponse<String> answer, Predicate<String> welcome) {
        int status = answer.statusCode();
        String body = PlainText.line(target.masked(answer.body()), MAX_DETAIL);
        String said = host() + " answered " + status + (body.isEmpty() ? "." : ": " + body);
        if (status >= 200 && status < 300) {
            // A gateway or a login page in between may say 200 as well.
            return welcome.test(answer.body().strip())
                    ? new Outcome.Delivered(said)
                    : new Outcome.Later(said + " That is not the receiver.", null);
        }
        if (status == 429 || status >= 500) {
            @Nullable
            Duration wish = answer.headers()
                    .firstValue("Retry-After")
                    .flatMap(value -> RetryAfter.parse(value, clock.instant()))
                    .orElse(null);
            return new Outcome.Later(said, wish);
        }
        return new Outcome.Never(
                status >= 300 && status < 400
                        ? said + " It redirects, which is not followed: set the address that it leads to."
                        : said);
    }

    private String host() {
        return target.uri().getHost();
    }

    private String reason(@Nullable Throwable cause) {
        if (cause == null) {
            return "no reason was given.";
        }
        String message = cause.getMessage() == null ? "" : cause.getMessage();
        String name = cause.getClass().getSimpleName();
        return PlainText.line(target.masked(message.isBlank() ? name : name + ", " + message), MAX_DETAIL);
    }
}
