package dev.opsdeck.server.requests;

import dev.opsdeck.api.requests.RequestEntry;
import dev.opsdeck.server.http.FailedWith;
import dev.opsdeck.server.http.RouteNames;
import dev.opsdeck.server.http.Secrets;
import dev.opsdeck.server.spans.Recording;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.RoutingRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Makes an entry of a request: masked, without control characters, as short as the columns.
final class RequestReader {

    private static final int MAX_METHOD = 20;
    private static final int MAX_URL = 1_000;
    private static final int MAX_ROUTE = 200;
    private static final int MAX_AGENT = 300;
    private static final int MAX_ERROR = 200;
    private static final int MAX_MESSAGE = 400;
    private static final double NANOS_PER_MILLI = 1e6;

    private final String node;
    private final RouteNames routes = new RouteNames(500);

    RequestReader(String node) {
        this.node = node;
    }

    RequestEntry entry(
            RoutingRequest request,
            long id,
            Instant at,
            boolean loadRun,
            int status,
            long nanos,
            @Nullable Throwable thrown) {
        Throwable cause = status < 500
                ? null
                : request.context().get(FailedWith.class).map(FailedWith::cause).orElse(thrown);
        Recording recording = Recording.current();
        return new RequestEntry(
                id,
                node,
                at,
                cut(request.prologue().method().text(), MAX_METHOD),
                cut(url(request), MAX_URL),
                cut(routes.of(request.matchingPattern().orElse(null)), MAX_ROUTE),
                status,
                nanos / NANOS_PER_MILLI,
                request.headers()
                        .first(HeaderNames.USER_AGENT)
                        .map(agent -> cut(Secrets.maskedText(agent), MAX_AGENT))
                        .orElse(null),
                loadRun,
                cause == null ? null : cut(type(cause), MAX_ERROR),
                cause == null ? null : message(cause),
                0,
                recording == null ? null : recording.traceId());
    }

    /// As it was sent: the path that the request itself tells is the rest below the service that answered it.
    private static String url(RoutingRequest request) {
        return Secrets.maskedUrl(
                request.prologue().uriPath().rawPath(),
                request.prologue().query().rawValue());
    }

    /// The class, and that of what lies behind it.
    private static String type(Throwable e) {
        Throwable root = root(e);
        String name = e.getClass().getSimpleName();
        return root.equals(e) ? name : name + " by " + root.getClass().getSimpleName();
    }

    private static @Nullable String message(Throwable e) {
        String message = e.getMessage() == null ? root(e).getMessage() : e.getMessage();
        return message == null
                ? null
                : cut(Secrets.maskedText(message.lines().findFirst().orElse("")), MAX_MESSAGE);
    }

    private static Throwable root(Throwable e) {
        Throwable root = e;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
            root = root.getCause();
        }
        return root;
    }

    private static String cut(String text, int max) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), max));
        for (int i = 0; i < text.length() && clean.length() < max; i++) {
            char c = text.charAt(i);
            clean.append(Character.isISOControl(c) ? ' ' : c);
        }
        if (text.length() > max) {
            clean.setCharAt(max - 1, '…');
        }
        return clean.toString();
    }
}
