package dev.opsdeck.server.alerts.delivery;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.alerts.Notification;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Params;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/// `/ops/channels` and `/ops/notifications`.
final class DeliveryRoutes implements HttpService {

    private static final int PAGE = 50;
    private static final int MOST = 200;

    private final Channels channels;
    private final OutboxRepository outbox;
    private final Answers answers;
    private final Access access;

    DeliveryRoutes(Channels channels, OutboxRepository outbox, Answers answers, Access access) {
        this.channels = channels;
        this.outbox = outbox;
        this.answers = answers;
        this.access = access;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/channels", access.viewer(this::channels))
                .post("/channels/{name}/test", access.operator(this::test))
                .get("/notifications", access.viewer(this::notifications));
    }

    private void channels(ServerRequest req, ServerResponse res) {
        answers.ok(req, res, Page.whole(channels.list()));
    }

    private void test(ServerRequest req, ServerResponse res) {
        answers.write(
                req,
                res,
                Status.OK_200,
                channels.test(Params.of(req).path("name"), Access.caller(req).actor()));
    }

    private void notifications(ServerRequest req, ServerResponse res) {
        Params params = Params.of(req);
        int limit = params.limit(PAGE, MOST);
        List<Notification> rows = outbox.list(before(params), limit + 1);
        List<Notification> page = rows.subList(0, Math.min(limit, rows.size()));
        String next = rows.size() > limit ? Long.toString(page.getLast().id()) : null;
        answers.ok(req, res, new Page<>(page, outbox.count(), next));
    }

    private static long before(Params params) {
        String after = params.text("after", 20);
        if (after == null) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw ApiException.badRequest("after", "'after' is not the 'next' of a page: start again without it.");
        }
    }
}
