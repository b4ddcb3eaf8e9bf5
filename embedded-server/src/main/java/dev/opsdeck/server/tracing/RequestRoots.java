package dev.opsdeck.server.tracing;

import dev.opsdeck.api.traces.SpanKind;
import dev.opsdeck.api.traces.TraceReason;
import dev.opsdeck.server.http.FailedWith;
import dev.opsdeck.server.http.RouteNames;
import dev.opsdeck.server.http.Secrets;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.RoutingRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a request says of itself, for the first span of its trace. Without its query: that may hold anything.
final class RequestRoots {

    private static final int MAX_TEXT = 300;

    private final RouteNames routes = new RouteNames(500);

    /// @param parent null: the trace begins here
    TraceMaker.Root root(
            RoutingRequest request,
            String traceId,
            @Nullable TraceParent parent,
            TraceReason reason,
            Instant begin,
            int status,
            long nanos,
            boolean loadRun,
            @Nullable Throwable cause) {
        String method = request.prologue().method().text();
        String route = routes.of(request.matchingPattern().orElse(null));
        boolean matched = !route.equals(RouteNames.UNMATCHED);
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("http.request.method", cut(method));
        if (matched) {
            attributes.put("http.route", route);
        }
        attributes.put(
                "url.path", cut(Secrets.maskedUrl(request.prologue().uriPath().rawPath(), "")));
        attributes.put("http.response.status_code", Integer.toString(status));
        if (request.headers().contains(HeaderNames.USER_AGENT)) {
            attributes.put(
                    "user_agent.original",
                    cut(Secrets.maskedText(
                            request.headers().get(HeaderNames.USER_AGENT).get())));
        }
        if (loadRun) {
            attributes.put("opsdeck.load_run", "true");
        }
        if (status >= 500) {
            attributes.put(
                    "error.type",
                    cause == null ? Integer.toString(status) : cause.getClass().getName());
        }
        return new TraceMaker.Root(
                traceId,
                parent == null ? null : parent.spanId(),
                reason,
                SpanKind.REQUEST,
                begin,
                cut(matched ? method + " " + route : method),
                cut(route),
                status,
                nanos,
                loadRun,
                attributes);
    }

    /// What made it fail, where somebody threw something.
    static @Nullable Throwable cause(RoutingRequest request, @Nullable Throwable thrown) {
        return request.context().get(FailedWith.class).map(FailedWith::cause).orElse(thrown);
    }

    private static String cut(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", " ");
        return printable.length() <= MAX_TEXT ? printable : printable.substring(0, MAX_TEXT - 1) + "…";
    }
}
