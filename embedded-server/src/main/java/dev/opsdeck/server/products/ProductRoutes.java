package dev.opsdeck.server.products;

import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductDraft;
import dev.opsdeck.api.products.ProductSort;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Bodies;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.http.Params;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// `/products`: everybody reads, operators write.
public final class ProductRoutes implements HttpService {

    private static final int LIMIT = 20;
    private static final int MAX_LIMIT = 200;
    /// As long as its column and a bit: base64 of a title of three-byte characters.
    private static final int MAX_CURSOR = 4096;

    private final Products products;
    private final Answers answers;
    private final Bodies bodies;
    private final Json json;
    private final Access access;

    public ProductRoutes(Products products, Answers answers, Bodies bodies, Json json, Access access) {
        this.products = products;
        this.answers = answers;
        this.bodies = bodies;
        this.json = json;
        this.access = access;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::list)
                .get("/top", this::top)
                .get("/{id:[0-9]+}", this::one)
                .get("/{id:[0-9]+}/prices", this::prices)
                .post("/", access.operator(this::create))
                .put("/{id:[0-9]+}", access.operator(this::replace))
                .patch("/{id:[0-9]+}", access.operator(this::patch))
                .delete("/{id:[0-9]+}", access.operator(this::archive));
    }

    private void list(ServerRequest req, ServerResponse res) {
        Params params = Params.of(req);
        ListQuery.Filter filter = new ListQuery.Filter(
                params.choice("status", ProductStatus.class), params.text("q", 100), params.text("network", 64));
        ProductSort asked = params.choice("sort", ProductSort.class);
        ProductSort sort = asked == null ? ProductSort.TREND_SCORE : asked;
        int offset = params.offset();
        String after = params.text("after", MAX_CURSOR);
        if (after != null && offset > 0) {
            throw ApiException.badRequest("offset", "Use either 'after' or 'offset', not both.");
        }
        Cursor cursor = after == null ? null : Cursor.parse(after, sort);
        answers.send(
                req, res, products.list(new ListQuery(filter, sort, params.limit(LIMIT, MAX_LIMIT), offset, cursor)));
    }

    private void top(ServerRequest req, ServerResponse res) {
        answers.send(req, res, products.top(Params.of(req).limit(LIMIT, MAX_LIMIT)));
    }

    private void one(ServerRequest req, ServerResponse res) {
        answers.send(req, res, products.one(Params.of(req).pathId()));
    }

    private void prices(ServerRequest req, ServerResponse res) {
        answers.ok(req, res, products.prices(Params.of(req).pathId()));
    }

    private void create(ServerRequest req, ServerResponse res) {
        Product product = products.create(bodies.read(req, ProductDraft.class), Access.caller(req));
        answers.createdJson(req, res, "/products/" + product.id(), ProductJson.product(product));
    }

    private void replace(ServerRequest req, ServerResponse res) {
        long id = Params.of(req).pathId();
        ProductDraft draft = bodies.read(req, ProductDraft.class);
        answers.okJson(req, res, ProductJson.product(products.change(id, present -> draft, Access.caller(req))));
    }

    private void patch(ServerRequest req, ServerResponse res) {
        long id = Params.of(req).pathId();
        MergePatch patch = new MergePatch(json, bodies.bytes(req, Bodies.MAX_JSON_BYTES));
        answers.okJson(req, res, ProductJson.product(products.change(id, patch::apply, Access.caller(req))));
    }

    private void archive(ServerRequest req, ServerResponse res) {
        products.archive(Params.of(req).pathId(), Access.caller(req));
        answers.noContent(res);
    }
}
