package dev.opsdeck.server.http;

import dev.opsdeck.api.InvalidField;
import dev.opsdeck.api.Problem;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.http.http2.Http2Exception;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one place where exceptions become answers: `application/problem+json`, a sentence, never a stack trace.
public final class ErrorMapping {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorMapping.class);
    private static final Header PROBLEM =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/problem+json");

    private final Json json;

    public ErrorMapping(Json json) {
        this.json = json;
    }

    /// Registers the mapping of everything that a handler can throw.
    ///
    /// @param unavailable exceptions that mean "not now" (503), such as a database that does not answer; their
    ///                    message is a sentence for the user
    public void register(HttpRouting.Builder routing, Class<? extends RuntimeException> unavailable) {
        routing.error(ApiException.class, (req, res, e) -> {
            remember(req, e.status(), e);
            send(req, res, e.status(), e.sentence(), e.field());
        });
        routing.error(
                InvalidField.class, (req, res, e) -> send(req, res, Status.BAD_REQUEST_400, message(e), e.field()));
        routing.error(unavailable, (req, res, e) -> {
            remember(req, Status.SERVICE_UNAVAILABLE_503, e);
            send(req, res, Status.SERVICE_UNAVAILABLE_503, message(e), null);
        });
        routing.error(HttpException.class, (req, res, e) -> {
            remember(req, e.status(), e);
            send(req, res, e.status(), sentence(e.status()), null);
        });
        routing.error(Throwable.class, this::bug);
    }

    /// For what fails before there is a route: a request that is not HTTP, headers too large.
    public DirectHandlers directHandlers() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, this::unrouted);
        }
        return handlers.build();
    }

    /// Helidon takes it for an error of the server when it stumbles over a request: over a method of impossible
    /// characters, over headers that end in the middle. Whatever fails in a route is mapped there.
    private DirectHandler.TransportResponse unrouted(
            DirectHandler.TransportRequest request,
            DirectHandler.EventType type,
            Status said,
            ServerResponseHeaders headers,
            String message) {
        Status status = type == DirectHandler.EventType.INTERNAL_ERROR ? Status.BAD_REQUEST_400 : said;
        return DirectHandler.TransportResponse.builder()
                .status(status)
                .headers(headers)
                .header(PROBLEM)
                .entity(json.bytes(problem(status, sentence(status), null)))
                .build();
    }

    private void bug(ServerRequest req, ServerResponse res, Throwable e) {
        if (clientWentAway(e)) {
            // Nobody reads the answer, and it must not count as an error of the server.
            LOG.debug("The client of {} went away", req.path().path(), e);
            send(req, res, Status.BAD_REQUEST_400, "The connection broke.", null);
            return;
        }
        LOG.error("{} {} failed", req.prologue().method(), req.path().path(), e);
        remember(req, Status.INTERNAL_SERVER_ERROR_500, e);
        send(
                req,
                res,
                Status.INTERNAL_SERVER_ERROR_500,
                "Something went wrong in the server. Its log says more; please try again.",
                null);
    }

    private static void remember(ServerRequest req, Status status, Throwable e) {
        if (status.code() >= Status.INTERNAL_SERVER_ERROR_500.code()) {
            req.context().register(new FailedWith(e));
        }
    }

    /// Whether it was the client who ended this, which is no error of the server.
    public static boolean clientWentAway(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.net.SocketException
                    || cause instanceof ClosedChannelException
                    // It reset the stream, or took nothing of an answer for 15 s.
                    || cause instanceof Http2Exception
                    || cause instanceof InsufficientDataAvailableException) {
                return true;
            }
        }
        return false;
    }

    private void send(ServerRequest req, ServerResponse res, Status status, String detail, @Nullable String field) {
        // A body that was refused unread is not read to its end either: the connection is closed instead.
        // HTTP/2 has no such header and ends the stream by itself.
        if (!req.content().consumed() && req.prologue().protocolVersion().startsWith("1.")) {
            res.header(HeaderValues.CONNECTION_CLOSE);
        }
        res.header(PROBLEM);
        res.header(Answers.NO_STORE);
        if (status.code() == Status.SERVICE_UNAVAILABLE_503.code()) {
            res.header(HeaderNames.RETRY_AFTER, "2");
        }
        res.status(status);
        Answers.entity(req, res, json.bytes(problem(status, detail, field)));
    }

    private static Problem problem(Status status, String detail, @Nullable String field) {
        return new Problem("about:blank", status.reasonPhrase(), status.code(), detail, field);
    }

    private static String message(Throwable e) {
        String message = e.getMessage();
        return message == null ? "" : message;
    }

    private static String sentence(Status status) {
        return switch (status.code()) {
            case 400 -> "The request is not valid HTTP, or one of its parts is malformed.";
            case 404 -> "There is nothing at this address, or not with this method.";
            case 405 -> "This address does not take this method.";
            case 413 -> "The request is larger than this server takes.";
            case 414 -> "The address is longer than this server takes.";
            case 431 -> "The headers are larger than this server takes.";
            case 503 -> "The server is busy. Please try again in a moment.";
            default -> status.reasonPhrase() + ".";
        };
    }
}
