package dev.opsdeck.server.products;

import static dev.opsdeck.server.products.Drafts.draft;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opsdeck.api.products.ProductDraft;
import dev.opsdeck.server.db.TestDatabases;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `/products` through a real socket.
final class ProductRoutesTest {

    @SuppressWarnings("NullAway.Init")
    private CatalogueServer server;

    @BeforeEach
    void start() {
        server = new CatalogueServer(TestDatabases.h2());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aCreatedProductIsAtItsAddressAndLogged() throws Exception {
        HttpResponse<String> made = server.write("POST", "/products", json(draft("a")));
        String location = made.headers().firstValue("Location").orElseThrow();
        JsonNode detail = server.read(location);

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(detail.path("product")).isEqualTo(server.tree(made));
        assertThat(detail.path("product").path("title").asText()).isEqualTo("Lamp a");
        assertThat(detail.path("product").path("status").asText()).isEqualTo("active");
        assertThat(detail.has("latest")).isFalse();
        assertThat(server.read(location + "/prices")
                        .path("data")
                        .get(0)
                        .path("price")
                        .asText())
                .isEqualTo("19.9");
        assertThat(server.log)
                .containsExactly("PRODUCT Product " + id(made) + " 'Lamp a' was created. operator at 127.0.0.1");
    }

    @Test
    void aKnownIdentityIsAConflictThatNamesTheProduct() throws Exception {
        long first = id(server.write("POST", "/products", json(draft("a"))));
        long second = id(server.write("POST", "/products", json(draft("b"))));

        for (HttpResponse<String> answer : List.of(
                server.write("POST", "/products", json(draft("a"))),
                server.write("PUT", "/products/" + second, json(draft("a"))),
                server.write("PATCH", "/products/" + second, "{\"externalId\":\"a\"}"))) {
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(server.tree(answer).path("detail").asText()).contains("Product " + first + " ");
        }
        assertThat(server.log).hasSize(2);
    }

    @Test
    void aWriteIsSeenByTheNextReadOfProductListTotalAndTop() throws Exception {
        long id = id(server.write("POST", "/products", json(draft("a"))));
        warm(id);
        server.write("PATCH", "/products/" + id, "{\"title\":\"Bright\"}");
        assertThat(titles("/products")).containsExactly("Bright");
        assertThat(titles("/products/top")).containsExactly("Bright");
        assertThat(server.read("/products/" + id).path("product").path("title").asText())
                .isEqualTo("Bright");

        warm(id);
        server.write("POST", "/products", json(draft("b")));
        assertThat(titles("/products?sort=title")).containsExactly("Bright", "Lamp b");
        assertThat(server.read("/products").path("total").asInt()).isEqualTo(2);

        warm(id);
        server.write("DELETE", "/products/" + id, "");
        assertThat(titles("/products/top")).containsExactly("Lamp b");
        assertThat(titles("/products?status=archived")).containsExactly("Bright");
        assertThat(server.read("/products?status=active").path("total").asInt()).isEqualTo(1);
    }

    @Test
    void aHitIsAnsweredFromMemory() throws Exception {
        long id = id(server.write("POST", "/products", json(draft("a"))));
        warm(id);
        warm(id);

        assertThat(server.caches.figures())
                .filteredOn(cache -> cache.cache().startsWith("products"))
                .filteredOn(cache ->
                        !Set.of("products.searches", "products.orders").contains(cache.cache())) // none was made
                .allSatisfy(cache -> {
                    assertThat(cache.misses()).isEqualTo(cache.cache().equals("products.lists") ? 2 : 1);
                    assertThat(cache.entries()).isPositive();
                });
    }

    @Test
    void deletingArchivesOnce() throws Exception {
        long id = id(server.write("POST", "/products", json(draft("a"))));
        HttpResponse<String> first = server.write("DELETE", "/products/" + id, "");
        HttpResponse<String> again = server.write("DELETE", "/products/" + id, "");

        assertThat(first.statusCode()).isEqualTo(204);
        assertThat(first.body()).isEmpty();
        assertThat(again.statusCode()).isEqualTo(204);
        assertThat(server.read("/products/" + id).path("product").path("status").asText())
                .isEqualTo("archived");
        assertThat(server.log).hasSize(2).last().asString().contains("archived");
    }

    @Test
    void puttingReplacesEveryField() throws Exception {
        long id = id(server.write("POST", "/products", json(draft("a"))));
        server.pass(Duration.ofSeconds(5));
        String bare = """
                {"network":"shop","externalId":"z","title":"Bare","url":"https://b","price":5,"currency":"eur"}""";
        HttpResponse<String> put = server.write("PUT", "/products/" + id, bare);
        JsonNode product = server.read("/products/" + id).path("product");

        assertThat(put.statusCode()).isEqualTo(200);
        assertThat(product).isEqualTo(server.tree(put));
        assertThat(product.has("brand")).isFalse();
        assertThat(product.path("currency").asText()).isEqualTo("EUR");
        assertThat(product.path("availability").asText()).isEqualTo("unknown");
        assertThat(product.path("updatedAt").asText()).isEqualTo("2026-11-23T12:00:05Z");
        assertThat(product.path("createdAt").asText()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(server.read("/products/" + id + "/prices").path("total").asInt())
                .isEqualTo(2);
    }

    @Test
    void patchingKeepsWhatIsAbsentAndClearsWhatIsNull() throws Exception {
        long id = id(server.write("POST", "/products", json(draft("a"))));
        HttpResponse<String> answer =
                server.write("PATCH", "/products/" + id, "{\"brand\":null,\"salePrice\":9.95,\"status\":\"inactive\"}");
        JsonNode product = server.tree(answer);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(product.has("brand")).isFalse();
        assertThat(product.path("salePrice").decimalValue()).isEqualByComparingTo("9.95");
        assertThat(product.path("status").asText()).isEqualTo("inactive");
        assertThat(product.path("title").asText()).isEqualTo("Lamp a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"title\":null}|title",
                "{\"price\":null}|price",
                "{\"price\":-1}|price",
                "{\"price\":1e-999999}|price",
                "{\"price\":1e999999999}|price",
                "{\"price\":1.00001}|price",
                "{\"commissionRate\":2}|commissionRate",
                "{\"currency\":\"EURO\"}|currency",
                "{\"url\":\"javascript:alert(1)\"}|url",
                "{\"gtin\":\"12ab\"}|gtin",
                "{\"title\":\"a\\u0000b\"}|title",
                "{\"title\":{}}|title",
                "{\"status\":\"gone\"}|status",
                "{\"status\":1}|status",
                "{\"id\":7}|id",
                "{\"nonsense\":null}|nonsense",
            })
    void aPatchThatDoesNotFitIsRefusedByField(String patch, String field) throws Exception {
        long id = id(server.write("POST", "/products", json(draft("a"))));
        String before = server.get("/products/" + id).body();
        HttpResponse<String> answer = server.write("PATCH", "/products/" + id, patch);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(server.tree(answer).path("field").asText()).isEqualTo(field);
        assertThat(server.get("/products/" + id).body()).isEqualTo(before);
        assertThat(server.log).hasSize(1);
    }

    static List<String> garbage() {
        return List.of(
                "",
                " ",
                "null",
                "[]",
                "7",
                "\"text\"",
                "{",
                "{}",
                "{\"title\":\"x\"",
                "{\"title\":\"a\",\"title\":\"b\"}",
                "{}{}",
                "\u0000",
                "{\"title\":\"\u0000\"}",
                "<xml/>",
                "[".repeat(100_000),
                "{\"a\":".repeat(1000),
                "{\"price\":" + "9".repeat(100_000) + "}",
                "{\"title\":\"" + "x".repeat(513) + "\"}",
                "{\"__proto__\":{}}");
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void garbageIsRefusedAndNothingIsWritten(String body) throws Exception {
        long id = id(server.write("POST", "/products", json(draft("a"))));
        String before = server.get("/products/" + id).body();
        for (HttpResponse<String> answer : List.of(
                server.write("POST", "/products", body),
                server.write("PUT", "/products/" + id, body),
                server.write("PATCH", "/products/" + id, body))) {
            // An empty patch is a patch that changes nothing.
            boolean empty = body.equals("{}") && answer.request().method().equals("PATCH");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(empty ? 200 : 400);
            assertThat(answer.body()).doesNotContain("Exception").doesNotContain("dev.opsdeck");
        }
        assertThat(server.count("products")).isEqualTo(1);
        assertThat(server.get("/products/" + id).body()).isEqualTo(before);
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() throws Exception {
        byte[] body = json(draft("a")).getBytes(StandardCharsets.UTF_8);
        body[20] = (byte) 0xff;
        HttpResponse<String> answer = server.send(
                "POST",
                "/products",
                BodyPublishers.ofByteArray(body),
                "Authorization",
                "Bearer " + CatalogueServer.OPERATOR);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(server.count("products")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/products,true",
        "PUT,/products/1,false",
        "PATCH,/products/1,true",
        "POST,/analytics/events,false",
        "POST,/analytics/events,true"
    })
    void aHundredMegabytesAreNotReadToTheirEnd(String method, String path, boolean chunked) throws Exception {
        CatalogueServer.Flood flood = server.flood(method, path, chunked);

        assertThat(flood.statusLine())
                .isIn("HTTP/1.1 413 Request Entity Too Large", "HTTP/1.1 413 Payload Too Large", "");
        assertThat(flood.sent()).isLessThan(32L << 20);
        assertThat(server.get("/products").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"POST,/products", "PUT,/products/1", "PATCH,/products/1", "DELETE,/products/1", "POST,/analytics/events"
    })
    void onlyOperatorsWrite(String method, String path) throws Exception {
        var body = BodyPublishers.ofString(json(draft("a")));
        assertThat(server.send(method, path, body).statusCode()).isEqualTo(401);
        assertThat(server.send(method, path, body, "Authorization", "Bearer " + CatalogueServer.VIEWER)
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(method, path, body, "Authorization", "Bearer wrong")
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.count("products")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"GET,''", "GET,/prices", "PUT,''", "PATCH,''", "DELETE,''"})
    void whatIsNotThereIsNotFound(String method, String rest) throws Exception {
        String body = method.equals("PUT") ? json(draft("a")) : "{}";
        for (String id : List.of("4711", "9223372036854775807", "99999999999999999999")) {
            HttpResponse<String> answer = server.write(method, "/products/" + id + rest, body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
        assertThat(server.count("products")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,limit",
        "limit=201,limit",
        "limit=x,limit",
        "offset=-1,offset",
        "offset=2147483648,offset",
        "status=gone,status",
        "status=ACTIVE,status",
        "sort=name,sort",
        "after=!!!,after",
        "after=YWJj,after",
        "q=%00,q",
        "network=a%00b,network",
    })
    void aWrongParameterIsRefusedByName(String query, String field) throws Exception {
        HttpResponse<String> answer = server.get("/products?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(server.tree(answer).path("field").asText()).isEqualTo(field);
    }

    @Test
    void aCursorFitsOnlyItsOwnOrderAndNoOffset() throws Exception {
        server.write("POST", "/products", json(draft("a")));
        server.write("POST", "/products", json(draft("b")));
        String next = server.read("/products?limit=1&sort=price").path("next").asText();

        assertThat(server.get("/products?limit=1&sort=price&after=" + next).statusCode())
                .isEqualTo(200);
        assertThat(server.get("/products?limit=1&sort=title&after=" + next).statusCode())
                .isEqualTo(400);
        assertThat(server.get("/products?limit=1&sort=price&offset=1&after=" + next)
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"q", "network", "status", "sort", "limit", "offset", "after"})
    void sqlInAParameterIsText(String name) throws Exception {
        server.write("POST", "/products", json(draft("a")));
        for (String sql : List.of(
                "' or '1'='1",
                "'; drop table products; --",
                "%' or 1=1 --",
                "1) union select * from products --",
                "\\'")) {
            HttpResponse<String> answer =
                    server.get("/products?" + name + "=" + URLEncoder.encode(sql, StandardCharsets.UTF_8));
            assertThat(answer.statusCode()).isIn(200, 400);
            if (answer.statusCode() == 200) {
                assertThat(server.tree(answer).path("total").asInt()).isZero();
            }
        }
        assertThat(server.count("products")).isEqualTo(1);
    }

    @Test
    void followingNextReadsTheSameListAsOffsets() throws Exception {
        for (int i = 0; i < 25; i++) {
            server.write("POST", "/products", json(draft("p" + i)));
        }
        for (String sort : List.of("trendScore", "title", "priceDesc", "updatedAt")) {
            List<String> byOffset = new ArrayList<>();
            List<String> byNext = new ArrayList<>();
            String after = "";
            for (int offset = 0; offset < 25; offset += 10) {
                byOffset.addAll(titles("/products?limit=10&sort=" + sort + "&offset=" + offset));
                JsonNode page = server.read("/products?limit=10&sort=" + sort + after);
                assertThat(page.path("total").asInt()).isEqualTo(25);
                page.path("data").forEach(row -> byNext.add(row.path("title").asText()));
                after = "&after=" + page.path("next").asText();
            }
            assertThat(byNext).hasSize(25).isEqualTo(byOffset);
            assertThat(after).isEqualTo("&after="); // the last page has no next
        }
    }

    @Test
    void aPageThatEndsTheListHasNoNext() throws Exception {
        server.write("POST", "/products", json(draft("a")));
        server.write("POST", "/products", json(draft("b")));

        assertThat(server.read("/products?limit=2").has("next")).isFalse();
        assertThat(server.read("/products?limit=1").has("next")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/products", "/products/top", "/products/1", "/products/1/prices"})
    void everyReadHasATagAndAHead(String path) throws Exception {
        server.write("POST", "/products", json(draft("a")));
        HttpResponse<String> full = server.get(path);
        String tag = full.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> head = server.send("HEAD", path, BodyPublishers.noBody());

        assertThat(full.statusCode()).isEqualTo(200);
        assertThat(full.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(server.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("ETag")).contains(tag);
        assertThat(head.headers().firstValueAsLong("Content-Length").orElse(-1))
                .isEqualTo(full.body().getBytes(StandardCharsets.UTF_8).length);

        server.pass(Duration.ofSeconds(10));
        server.write("PATCH", "/products/1", "{\"price\":77,\"title\":\"New\"}");
        assertThat(server.get(path, "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void theTopListShowsItsColumnsOnly() throws Exception {
        server.write("POST", "/products", json(draft("a")));

        assertThat(server.read("/products/top").path("data").get(0).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("id", "title", "price", "currency", "trendScore", "profitScore");
    }

    private void warm(long id) throws Exception {
        server.read("/products/" + id);
        server.read("/products");
        server.read("/products?sort=title");
        server.read("/products/top");
    }

    private List<String> titles(String path) throws Exception {
        List<String> titles = new ArrayList<>();
        server.read(path)
                .path("data")
                .forEach(row -> titles.add(row.path("title").asText()));
        return titles;
    }

    private long id(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return server.tree(answer).path("id").asLong();
    }

    private String json(ProductDraft draft) {
        return new String(server.json.bytes(draft), StandardCharsets.UTF_8);
    }
}
