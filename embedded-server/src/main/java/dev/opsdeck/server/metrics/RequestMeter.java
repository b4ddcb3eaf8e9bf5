package dev.opsdeck.server.metrics;

import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Caller;
import dev.opsdeck.server.http.ErrorMapping;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// Measures every request from here to the last byte handed to the socket. The first filter of the routing,
/// called on the request's thread. What a route throws has become an answer inside `proceed()`, so its status is
/// final here; only what a later filter throws passes through as an exception.
final class RequestMeter implements Filter {

    static final HeaderName LOAD_RUN = HeaderNames.create("Opsdeck-Load-Run");

    private final RouteRecorders recorders;
    private final ActiveClients clients;
    private final Predicate<String> ownLoadRun;
    private final Metrics.Observer observer;
    private final LongSupplier nanos;
    private final LongAdder active = new LongAdder();
    private final SizeCounts requestSizes = new SizeCounts();
    private final SizeCounts responseSizes = new SizeCounts();

    /// @param ownLoadRun whether the value of the header `Opsdeck-Load-Run` was signed by this process
    /// @param observer   told of every request that is measured
    RequestMeter(
            RouteRecorders recorders,
            ActiveClients clients,
            Predicate<String> ownLoadRun,
            Metrics.Observer observer,
            LongSupplier nanos) {
        this.recorders = recorders;
        this.clients = clients;
        this.ownLoadRun = ownLoadRun;
        this.observer = observer;
        this.nanos = nanos;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (unmetered(request.path().path())) {
            chain.proceed();
            return;
        }
        Throwable failure = null;
        active.increment();
        long start = nanos.getAsLong();
        try {
            chain.proceed();
        } catch (RuntimeException | Error thrown) {
            failure = thrown;
            throw thrown;
        } finally {
            active.decrement();
            long end = nanos.getAsLong();
            int status = failure == null ? response.status().code() : status(failure, request, response);
            TrafficKind kind = kind(request);
            recorders.record(request.matchingPattern().orElse(null), kind, status, end - start);
            requestSizes.add(request.headers().contentLength().orElse(0));
            responseSizes.add(Math.max(0, response.bytesWritten()));
            if (kind == TrafficKind.USER) {
                clients.seen(client(request), end);
            }
            observer.finished(request, kind == TrafficKind.LOAD_RUN, status, end - start, failure);
        }
    }

    int active() {
        return active.intValue();
    }

    SizeCounts requestSizes() {
        return requestSizes;
    }

    SizeCounts responseSizes() {
        return responseSizes;
    }

    /// The stream of events lasts for hours, and whoever looks at the server's health must not change its
    /// figures; nor must a console that tells every second what it sees of other servers.
    static boolean unmetered(String path) {
        return path.equals("/ops/live")
                || path.equals("/metrics")
                || path.equals("/ops/alerts/observations")
                || path.equals("/health")
                || path.startsWith("/health/");
    }

    /// Asked when the caller is known: of a load run of another process, its operator's word is taken.
    private TrafficKind kind(RoutingRequest request) {
        String mark = request.headers().first(LOAD_RUN).orElse(null);
        if (mark == null) {
            return TrafficKind.USER;
        }
        boolean operator = request.context()
                .get(Caller.class)
                .filter(caller -> caller.level() == Caller.Level.OPERATOR)
                .isPresent();
        return operator || ownLoadRun.test(mark) ? TrafficKind.LOAD_RUN : TrafficKind.USER;
    }

    /// The token when it was accepted, the address otherwise: inventing tokens does not make a crowd.
    private static String client(RoutingRequest request) {
        return request.context().get(Caller.class).map(Caller::client).orElseGet(() -> Access.peer(request));
    }

    private static int status(Throwable failure, RoutingRequest request, RoutingResponse response) {
        // What Helidon makes of it when the answer has begun.
        if (failure instanceof RequestException && ErrorMapping.clientWentAway(failure)) {
            return response.status().code();
        }
        return switch (failure) {
            // The client went away: not an error of the server.
            case ServerConnectionException gone -> response.status().code();
            // So is the end of a stream of HTTP/2 in the middle of its answer.
            case CloseConnectionException broken ->
                request.prologue().protocolVersion().startsWith("2.")
                        ? response.status().code()
                        : status(response);
            case ApiException refused -> refused.status().code();
            case HttpException refused -> refused.status().code();
            case RequestException refused -> refused.status().code();
            default -> Status.INTERNAL_SERVER_ERROR_500.code();
        };
    }

    /// Of an answer that broke off: a refusal is the client's error also when it could not be sent.
    private static int status(RoutingResponse response) {
        int status = response.status().code();
        return status >= Status.BAD_REQUEST_400.code() ? status : Status.INTERNAL_SERVER_ERROR_500.code();
    }
}
