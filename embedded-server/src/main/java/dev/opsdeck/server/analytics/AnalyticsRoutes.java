package dev.opsdeck.server.analytics;

import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Bodies;
import dev.opsdeck.server.http.Params;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/// `/analytics`: everybody reads, operators send events.
public final class AnalyticsRoutes implements HttpService {

    private static final int DAYS = 30;
    private static final long MAX_BATCH_BYTES = 8L << 20;

    private final Analytics analytics;
    private final EventIntake intake;
    private final Answers answers;
    private final Bodies bodies;
    private final Access access;

    public AnalyticsRoutes(Analytics analytics, EventIntake intake, Answers answers, Bodies bodies, Access access) {
        this.analytics = analytics;
        this.intake = intake;
        this.answers = answers;
        this.bodies = bodies;
        this.access = access;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/overview", this::overview)
                .get("/revenue", this::revenue)
                .get("/platforms", this::platforms)
                .get("/products/{id:[0-9]+}", this::product)
                .post("/events", access.operator(this::events));
    }

    private void overview(ServerRequest req, ServerResponse res) {
        answers.send(req, res, analytics.overview(Params.of(req).periodDays(DAYS)));
    }

    private void revenue(ServerRequest req, ServerResponse res) {
        answers.send(req, res, analytics.revenue(Params.of(req).periodDays(DAYS)));
    }

    private void platforms(ServerRequest req, ServerResponse res) {
        answers.send(req, res, analytics.platforms(Params.of(req).periodDays(DAYS)));
    }

    private void product(ServerRequest req, ServerResponse res) {
        Params params = Params.of(req);
        answers.send(req, res, analytics.product(params.pathId(), params.periodDays(DAYS)));
    }

    private void events(ServerRequest req, ServerResponse res) throws IOException {
        boolean lines = req.headers().contains(HeaderNames.CONTENT_TYPE)
                && req.headers().get(HeaderNames.CONTENT_TYPE).get().contains("ndjson");
        try (InputStream body = bodies.stream(req, MAX_BATCH_BYTES)) {
            answers.write(req, res, Status.OK_200, intake.take(body, lines));
        } catch (ZipException | EOFException e) {
            throw ApiException.badRequest(null, "The body is not the gzip that its header promises.");
        }
    }
}
