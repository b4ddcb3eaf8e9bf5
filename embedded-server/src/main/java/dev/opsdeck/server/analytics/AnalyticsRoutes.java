package dev.opsdeck.server.analytics;

import dev.opsdeck.api.Check;
import dev.opsdeck.api.analytics.AnalyticsMetric;
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
    private static final int LIMIT = 20;
    private static final int MAX_LIMIT = 100;
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
                .get("/products", this::ranking)
                .get("/products/{id:[0-9]+}", this::product)
                .post("/events", access.operator(this::events));
    }

    private void overview(ServerRequest req, ServerResponse res) {
        Params params = Params.of(req);
        answers.send(req, res, analytics.overview(params.periodDays(DAYS), params.day("to")));
    }

    private void revenue(ServerRequest req, ServerResponse res) {
        Params params = Params.of(req);
        answers.send(req, res, analytics.revenue(params.periodDays(DAYS), params.day("to")));
    }

    private void platforms(ServerRequest req, ServerResponse res) {
        Params params = Params.of(req);
        answers.send(req, res, analytics.platforms(params.periodDays(DAYS), params.day("to")));
    }

    private void product(ServerRequest req, ServerResponse res) {
        Params params = Params.of(req);
        answers.send(req, res, analytics.product(params.pathId(), params.periodDays(DAYS), params.day("to")));
    }

    private void ranking(ServerRequest req, ServerResponse res) {
        Params params = Params.of(req);
        AnalyticsMetric sort = params.choice("sort", AnalyticsMetric.class);
        String currency = params.text("currency", 3);
        answers.send(
                req,
                res,
                analytics.ranking(
                        params.periodDays(DAYS),
                        params.day("to"),
                        params.day("compareTo"),
                        sort == null ? AnalyticsMetric.REVENUE : sort,
                        currency == null ? null : Check.currency("currency", currency),
                        params.limit(LIMIT, MAX_LIMIT)));
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
