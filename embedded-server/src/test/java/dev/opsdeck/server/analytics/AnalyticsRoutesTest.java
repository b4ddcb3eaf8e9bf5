package dev.opsdeck.server.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opsdeck.server.cache.Caches;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.db.TestDatabases;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.products.CatalogueServer;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `/analytics` through a real socket.
final class AnalyticsRoutesTest {

    private static final String BATCH = """
            [{"id":"1","kind":"view","productId":1,"platform":"youtube"},
             {"id":"2","kind":"conversion","productId":1,"platform":"youtube","amount":4.25,"currency":"EUR"},
             {"id":"3","kind":"video_generated","productId":1,"at":"2026-11-22T08:00:00Z"},
             {"id":"4","kind":"publication_created","platform":"tiktok"}]""";

    @SuppressWarnings("NullAway.Init")
    private CatalogueServer server;

    @BeforeEach
    void start() {
        server = new CatalogueServer(TestDatabases.h2());
        server.database.write(c -> Sql.insertReturningId(
                c,
                "insert into products (network, external_id, title, url, availability, price, currency,"
                        + " commission_rate, status, created_at, updated_at)"
                        + " values ('n', 'a', 'Lamp', 'http://x', 'UNKNOWN', 1, 'EUR', 0, 'ACTIVE', ?, ?)",
                server.now(),
                server.now()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aBatchIsCountedAndAnswered() throws Exception {
        HttpResponse<String> first = server.write("POST", "/analytics/events", BATCH);
        HttpResponse<String> again = server.write("POST", "/analytics/events", BATCH);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(first.body()).isEqualTo("{\"taken\":4,\"repeated\":0,\"refused\":0,\"refusals\":[]}");
        assertThat(again.body()).isEqualTo("{\"taken\":0,\"repeated\":4,\"refused\":0,\"refusals\":[]}");
        assertThat(server.videos.sum()).isEqualTo(1);
        assertThat(server.publications.sum()).isEqualTo(1);
    }

    @Test
    void theFiguresAreReadBack() throws Exception {
        server.write("POST", "/analytics/events", BATCH);
        JsonNode overview = server.read("/analytics/overview?period=7d");
        JsonNode revenue = server.read("/analytics/revenue?period=7d");
        JsonNode product = server.read("/analytics/products/1?period=7d");

        assertThat(overview.path("from").asText()).isEqualTo("2026-11-17");
        assertThat(overview.path("to").asText()).isEqualTo("2026-11-23");
        assertThat(overview.path("activeProducts").asInt()).isEqualTo(1);
        assertThat(overview.path("views").asInt()).isEqualTo(1);
        assertThat(overview.path("revenue").toString()).isEqualTo("[{\"amount\":4.25,\"currency\":\"EUR\"}]");
        assertThat(overview.path("topProducts").get(0).path("title").asText()).isEqualTo("Lamp");
        assertThat(overview.path("platforms")).hasSize(3);
        assertThat(server.read("/analytics/platforms?period=7d").path("data")).isEqualTo(overview.path("platforms"));
        assertThat(revenue.path("days")).hasSize(7);
        assertThat(revenue.path("days").get(6).path("conversions").asInt()).isEqualTo(1);
        assertThat(revenue.path("days").get(0).path("revenue")).isEmpty();
        assertThat(revenue.path("total").toString()).isEqualTo("[{\"amount\":4.25,\"currency\":\"EUR\"}]");
        assertThat(product.path("days")).hasSize(1);
        assertThat(server.read("/products/1").path("latest"))
                .isEqualTo(product.path("days").get(0));
    }

    @Test
    void anEmptyServerHasFiguresToo() throws Exception {
        assertThat(server.read("/analytics/overview").path("views").asInt(-1)).isZero();
        assertThat(server.read("/analytics/revenue").path("days")).hasSize(30);
        assertThat(server.read("/analytics/platforms").path("total").asInt(-1)).isZero();
        assertThat(server.read("/analytics/products/1").path("days")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"application/x-ndjson", "application/json", "text/plain"})
    void linesAreTakenToo(String type) throws Exception {
        HttpResponse<String> answer = events("""
                {"id":"1","kind":"view","productId":1}

                {"id":"2","kind":"view","productId":1\r
                {"id":"3","kind":"view","productId":1} {"id":"4"}
                null
                7
                {"id":"5","kind":"click","productId":1}""", "Content-Type", type);
        JsonNode result = server.tree(answer);

        assertThat(result.path("taken").asInt()).as(answer.body()).isEqualTo(2);
        assertThat(result.path("refusals"))
                .extracting(refusal -> refusal.path("index").asInt())
                .containsExactly(1, 2, 3, 4);
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("dev.opsdeck");
    }

    @Test
    void aWrongEventIsRefusedAloneAndNamed() throws Exception {
        String[] wrong = {
            "{\"kind\":\"view\",\"productId\":1}",
            "{\"id\":\"x\",\"productId\":1}",
            "{\"id\":\"x\",\"kind\":\"sale\",\"productId\":1}",
            "{\"id\":\"x\",\"kind\":\"view\"}",
            "{\"id\":\"x\",\"kind\":\"view\",\"productId\":4711}",
            "{\"id\":\"x\",\"kind\":\"view\",\"productId\":1.5}",
            "{\"id\":\"x\",\"kind\":\"view\",\"productId\":1e99}",
            "{\"id\":\"x\",\"kind\":\"view\",\"productId\":[[1,{\"a\":[2]}]]}",
            "{\"id\":\"x\",\"kind\":\"view\",\"productId\":1,\"amount\":1,\"currency\":\"EUR\"}",
            "{\"id\":\"x\",\"kind\":\"conversion\",\"productId\":1}",
            "{\"id\":\"x\",\"kind\":\"conversion\",\"productId\":1,\"amount\":-1,\"currency\":\"EUR\"}",
            "{\"id\":\"x\",\"kind\":\"conversion\",\"productId\":1,\"amount\":1e-999999,\"currency\":\"EUR\"}",
            "{\"id\":\"x\",\"kind\":\"conversion\",\"productId\":1,\"amount\":1e999999999,\"currency\":\"EUR\"}",
            "{\"id\":\"x\",\"kind\":\"conversion\",\"productId\":1,\"amount\":1,\"currency\":\"XYZW\"}",
            "{\"id\":\"x\",\"kind\":\"view\",\"productId\":1,\"at\":\"yesterday\"}",
            "{\"id\":\"x\",\"kind\":\"view\",\"productId\":1,\"at\":\"+1000000000-12-31T23:59:59.999999999Z\"}",
            "{\"id\":\"x\",\"kind\":\"view\",\"productId\":1,\"at\":\"2026-11-23T12:05:01Z\"}",
            "{\"id\":\"x\",\"kind\":\"view\",\"productId\":1,\"at\":\"2026-11-16T11:59:59Z\"}",
            "{\"id\":\"x\",\"kind\":\"view\",\"productId\":1,\"platform\":\"a\\u0000b\"}",
            "{\"id\":\"a\\ud83d\",\"kind\":\"view\",\"productId\":1}",
            "{\"id\":\"\\ude00\\ud83d\",\"kind\":\"view\",\"productId\":1}",
            "{\"id\":\"x\",\"kind\":\"view\",\"productId\":1,\"unknown\":{\"deep\":[1]}}",
            "{\"id\":\"" + "x".repeat(65) + "\",\"kind\":\"view\",\"productId\":1}",
            "[]",
            "[[{}]]",
            "null",
            "7",
            "\"text\"",
        };
        StringBuilder batch = new StringBuilder("[");
        for (int i = 0; i < wrong.length; i++) {
            batch.append(wrong[i]).append(",{\"id\":\"good").append(i).append("\",\"kind\":\"view\",\"productId\":1},");
        }
        HttpResponse<String> answer = events(batch.substring(0, batch.length() - 1) + "]");
        JsonNode result = server.tree(answer);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(result.path("taken").asInt()).isEqualTo(wrong.length);
        assertThat(result.path("refused").asInt()).isEqualTo(wrong.length);
        assertThat(result.path("refusals"))
                .extracting(refusal -> refusal.path("index").asInt())
                .containsExactlyElementsOf(
                        IntStream.range(0, wrong.length).mapToObj(i -> 2 * i).toList());
        assertThat(result.path("refusals"))
                .allSatisfy(refusal -> assertThat(refusal.path("reason").asText())
                        .matches("(?s).*[.!]")
                        .doesNotContain("Exception")
                        .doesNotContain("dev.opsdeck"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n ",
                "[",
                "[{\"id\":\"1\",\"kind\":\"view\",\"productId\":1}",
                "[{\"id\":\"1\",\"kind\":\"view\",\"productId\":1},]",
                "[{\"id\":\"1\",\"kind\":\"view\",\"productId\":1} {}]",
                "[{\"id\":\"1\",\"kind\":\"view\",\"productId\":1}] []",
                "[{\"id\":\"1\",\"kind\":\"view\",\"productId\":1},{\"id\":\"2\",\"kind\":",
                "[{\"id\":\"1\",\"kind\":\"view\",\"productId\":1},{\"id\":\"2\",,}]",
            })
    void aBrokenArrayCountsNothing(String body) throws Exception {
        HttpResponse<String> answer = events(body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("dev.opsdeck");
        assertThat(server.count("analytics_event_ids")).isZero();
        assertThat(server.count("platform_analytics")).isZero();
    }

    @Test
    void deepOrEndlessJsonIsRefusedQuickly() throws Exception {
        for (String body : List.of(
                "[" + "[".repeat(1_000_000),
                "[{\"a\":" + "[".repeat(1_000_000),
                "[{\"amount\":" + "9".repeat(1_000_000))) {
            assertThat(events(body).statusCode()).isEqualTo(400);
        }
        assertThat(server.count("analytics_event_ids")).isZero();
    }

    @Test
    void aBatchMayComeCompressed() throws Exception {
        HttpResponse<String> answer = server.send(
                "POST",
                "/analytics/events",
                BodyPublishers.ofByteArray(gzip(BATCH)),
                "Authorization",
                "Bearer " + CatalogueServer.OPERATOR,
                "Content-Encoding",
                "gzip");

        assertThat(server.tree(answer).path("taken").asInt()).as(answer.body()).isEqualTo(4);
    }

    @Test
    void moreThanEightMebibytesAreRefusedAndNothingOfThemIsCounted() throws Exception {
        String nine = IntStream.range(1_000_000, 1_150_000)
                .mapToObj(i -> "{\"id\":\"e" + i + "\",\"kind\":\"view\",\"productId\":1,\"platform\":\"p\"}\n")
                .collect(Collectors.joining());
        assertThat(nine.length()).isGreaterThan(8 << 20);
        HttpResponse<String> announced = events(nine);
        HttpResponse<String> zipped = server.send(
                "POST",
                "/analytics/events",
                BodyPublishers.ofByteArray(gzip(nine)),
                "Authorization",
                "Bearer " + CatalogueServer.OPERATOR,
                "Content-Encoding",
                "gzip");
        HttpResponse<String> array = server.send(
                "POST",
                "/analytics/events",
                BodyPublishers.ofByteArray(gzip("[" + nine.replace("}\n", "},") + "{}]")),
                "Authorization",
                "Bearer " + CatalogueServer.OPERATOR,
                "Content-Encoding",
                "gzip");

        assertThat(announced.statusCode()).isEqualTo(413);
        assertThat(zipped.statusCode()).isEqualTo(413);
        assertThat(array.statusCode()).as(array.body()).isEqualTo(413);
        assertThat(server.count("analytics_event_ids")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"overview", "revenue", "platforms", "products", "products/1"})
    void aWrongPeriodIsRefusedByName(String what) throws Exception {
        for (String period : List.of("0d", "366d", "7", "-7d", "7w", "9999999d", "'%20or%201=1")) {
            HttpResponse<String> answer = server.get("/analytics/" + what + "?period=" + period);
            assertThat(answer.statusCode()).as(period).isEqualTo(400);
            assertThat(server.tree(answer).path("field").asText()).isEqualTo("period");
        }
        assertThat(server.get("/analytics/" + what + "?period=1d").statusCode()).isEqualTo(200);
        assertThat(server.get("/analytics/" + what + "?period=365d").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"overview", "revenue", "platforms", "products", "products/1"})
    void aDayThatIsNoneOrNotKeptIsRefusedByName(String what) throws Exception {
        for (String day : List.of(
                "2026-11-24",
                "2025-10-19",
                "2026-02-30",
                "23.11.2026",
                "2026-11-23T00:00:00Z",
                "%2B100000-01-01",
                "yesterday",
                "-999999999-01-01")) {
            HttpResponse<String> answer = server.get("/analytics/" + what + "?to=" + day);
            assertThat(answer.statusCode()).as(day).isEqualTo(400);
            assertThat(server.tree(answer).path("field").asText()).isEqualTo("to");
            assertThat(server.tree(answer).path("detail").asText())
                    .endsWith(".")
                    .doesNotContain("Exception");
        }
        assertThat(server.tree(server.get("/analytics/" + what + "?to=2026-11-24"))
                        .path("detail")
                        .asText())
                .isEqualTo("'to' lies in the future: today is 2026-11-23 (UTC).");
        assertThat(server.get("/analytics/" + what + "?to=2025-10-20&period=90d")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aPeriodEndsOnTheDayAskedForAndBeginsWhereDaysAreKept() throws Exception {
        events("[{\"id\":\"1\",\"kind\":\"view\",\"productId\":1,\"at\":\"2026-11-20T08:00:00Z\"},"
                + "{\"id\":\"2\",\"kind\":\"click\",\"productId\":1,\"at\":\"2026-11-21T08:00:00Z\"}]");

        JsonNode revenue = server.read("/analytics/revenue?period=2d&to=2026-11-20");
        JsonNode overview = server.read("/analytics/overview?period=2d&to=2026-11-20");

        assertThat(revenue.path("from").asText()).isEqualTo("2026-11-19");
        assertThat(revenue.path("to").asText()).isEqualTo("2026-11-20");
        assertThat(revenue.path("days")).hasSize(2);
        assertThat(revenue.path("days").get(1).toString())
                .isEqualTo("{\"day\":\"2026-11-20\",\"views\":1,\"clicks\":0,\"conversions\":0,\"revenue\":[]}");
        assertThat(overview.path("views").asInt()).isEqualTo(1);
        assertThat(overview.path("clicks").asInt()).isZero();
        assertThat(server.read("/analytics/platforms?period=2d&to=2026-11-20").path("data"))
                .isEqualTo(overview.path("platforms"));
        assertThat(server.read("/analytics/products/1?period=1d&to=2026-11-21").path("days"))
                .hasSize(1);
        assertThat(server.read("/analytics/revenue?period=30d&to=2025-10-21")
                        .path("from")
                        .asText())
                .isEqualTo("2025-10-20");
    }

    @Test
    void theProductsOfAPeriodStandBesideAnotherPeriod() throws Exception {
        server.write("POST", "/analytics/events", BATCH);
        server.pass(Duration.ofDays(1));
        server.write(
                "POST",
                "/analytics/events",
                "[{\"id\":\"n\",\"kind\":\"conversion\",\"productId\":1,\"amount\":1.10,\"currency\":\"DKK\"},"
                        + "{\"id\":\"o\",\"kind\":\"click\",\"productId\":1}]");

        assertThat(server.get("/analytics/products?period=1d&compareTo=2026-11-23")
                        .body())
                .isEqualTo("{\"from\":\"2026-11-24\",\"to\":\"2026-11-24\",\"comparedFrom\":\"2026-11-23\","
                        + "\"comparedTo\":\"2026-11-23\",\"sort\":\"revenue\",\"currency\":\"DKK\",\"total\":{\"views\":0,"
                        + "\"clicks\":1,\"conversions\":1,\"revenue\":[{\"amount\":1.1,\"currency\":\"DKK\"}]},\"products\":1,"
                        + "\"ranked\":[{\"productId\":1,\"title\":\"Lamp\",\"now\":{\"views\":0,\"clicks\":1,"
                        + "\"conversions\":1,\"revenue\":[{\"amount\":1.1,\"currency\":\"DKK\"}]},\"before\":{\"views\":1,"
                        + "\"clicks\":0,\"conversions\":1,\"revenue\":[{\"amount\":4.25,\"currency\":\"EUR\"}]}}]}");
        JsonNode views = server.read("/analytics/products?period=2d&sort=views&limit=1");
        assertThat(views.path("ranked").get(0).path("now").path("clicks").asInt())
                .isEqualTo(1);
        assertThat(views.path("ranked").get(0).has("before")).isFalse();
        assertThat(server.read("/analytics/products?currency=usd").path("ranked"))
                .isEmpty();
    }

    @Test
    void aWrongRankingIsRefusedByName() throws Exception {
        for (String wrong : List.of(
                "sort=profit", "limit=0", "limit=101", "currency=XYZ", "currency=EURO", "compareTo=2026-11-24")) {
            HttpResponse<String> answer = server.get("/analytics/products?" + wrong);
            assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
            assertThat(server.tree(answer).path("field").asText()).isEqualTo(wrong.replaceFirst("=.*", ""));
        }
        assertThat(server.get("/analytics/products?sort=revenue&limit=100").statusCode())
                .isEqualTo(200);
        assertThat(server.read("/analytics/products").has("currency")).isFalse();
    }

    @Test
    void whateverDaysAreAskedForACacheIsNotFilledBeyondItsBounds() throws Exception {
        for (int period = 1; period <= 70; period++) {
            server.read("/analytics/revenue?to=2026-08-01&period=" + period + "d");
            server.read("/analytics/products?to=2026-08-01&period=" + period + "d");
        }

        assertThat(server.caches.figures())
                .filteredOn(cache -> cache.cache().startsWith("analytics"))
                .allSatisfy(cache -> assertThat(cache.entries()).isLessThanOrEqualTo(cache.maxEntries()))
                .extracting(cache -> cache.entries())
                .contains(20L);
    }

    @Test
    void anUnknownProductHasNoFigures() throws Exception {
        assertThat(server.get("/analytics/products/4711").statusCode()).isEqualTo(404);
        assertThat(server.get("/analytics/products/99999999999999999999").statusCode())
                .isEqualTo(404);
    }

    @Test
    void figuresAreKeptForTheirTimeAndNewAfterAFlush() throws Exception {
        long before = views();
        events("[{\"id\":\"v1\",\"kind\":\"view\",\"productId\":1}]");
        server.pass(Duration.ofSeconds(299));
        assertThat(views()).isEqualTo(before);
        server.pass(Duration.ofSeconds(2));
        // Whoever asks first is given what is there and begins a new one.
        await().until(() -> views() == before + 1);

        events("[{\"id\":\"v2\",\"kind\":\"conversion\",\"productId\":1,\"amount\":1,\"currency\":\"EUR\"}]");
        assertThat(server.read("/analytics/revenue").path("total")).hasSize(1);
        events("[{\"id\":\"v3\",\"kind\":\"conversion\",\"productId\":1,\"amount\":1,\"currency\":\"DKK\"}]");
        server.pass(Duration.ofSeconds(599));
        assertThat(server.read("/analytics/revenue").path("total")).hasSize(1);
        server.caches.flush("analytics.revenue");
        assertThat(server.read("/analytics/revenue").path("total")).hasSize(2);
    }

    @Test
    void howeverManyAskAFigureIsLoadedOnce() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<HttpResponse<String>>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 30; i++) {
                answers.add(threads.submit(() -> {
                    start.await();
                    return server.get("/analytics/overview?period=90d");
                }));
            }
            start.countDown();
        }
        for (Future<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
        }

        assertThat(server.caches.figures())
                .filteredOn(cache -> cache.cache().equals("analytics.overview"))
                .singleElement()
                .satisfies(cache -> {
                    assertThat(cache.misses()).isEqualTo(1);
                    assertThat(cache.hits()).isEqualTo(29);
                });
    }

    @Test
    void allAnalyticsCachesTogetherHoldAHundredEntriesAtMost() {
        assertThat(server.caches.figures().stream()
                        .filter(cache -> cache.cache().startsWith("analytics"))
                        .mapToLong(cache -> cache.maxEntries())
                        .sum())
                .isEqualTo(100);
    }

    @Test
    void aNewDayIsAnotherPeriod() throws Exception {
        assertThat(server.read("/analytics/overview?period=1d").path("to").asText())
                .isEqualTo("2026-11-23");
        server.pass(Duration.ofHours(12));
        assertThat(server.read("/analytics/overview?period=1d").path("to").asText())
                .isEqualTo("2026-11-24");
    }

    @Test
    void idsAreForgottenOnlyWhenTheirEventsWouldBeRefusedAnyway() throws Exception {
        String event = "[{\"id\":\"x\",\"kind\":\"view\",\"productId\":1,\"at\":\"2026-11-23T12:00:00Z\"}]";
        events(event);
        server.pass(Duration.ofDays(7));
        assertThat(server.intake.forget()).isZero();
        assertThat(server.tree(events(event)).path("repeated").asInt()).isEqualTo(1);
        server.pass(Duration.ofSeconds(1));
        assertThat(server.tree(events(event)).path("refused").asInt()).isEqualTo(1);
        server.pass(Duration.ofDays(1));
        assertThat(server.intake.forget()).isEqualTo(1);
        assertThat(server.count("analytics_event_ids")).isZero();
    }

    @Test
    void daysAreKeptForTheirTime() throws Exception {
        events(BATCH);
        server.pass(Duration.ofDays(398));
        server.analytics.keep();
        assertThat(days()).containsExactly("2026-11-22", "2026-11-23");
        server.pass(Duration.ofDays(1));
        server.analytics.keep();
        assertThat(days()).containsExactly("2026-11-23");
        server.pass(Duration.ofDays(1));
        server.analytics.keep();
        assertThat(days()).isEmpty();
        assertThat(server.count("product_analytics")).isZero();
        assertThat(server.count("platform_analytics")).isZero();
    }

    @Test
    void aPeriodThatIsLongerThanWhatIsKeptSaysSo() throws Exception {
        Analytics month = new Analytics(
                server.database,
                new Caches(server::now, () -> 0),
                new Answers(server.json),
                35,
                7,
                () -> 0,
                server::now);

        JsonNode revenue =
                server.json.mapper().readTree(month.revenue(365, null).json());

        assertThat(revenue.path("from").asText()).isEqualTo("2026-10-20");
        assertThat(revenue.path("days")).hasSize(35);
    }

    private List<String> days() {
        return server.database.read(c ->
                Sql.list(c, "select distinct on_day from analytics_days order by on_day", row -> row.getString(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/analytics/overview",
                "/analytics/revenue",
                "/analytics/platforms",
                "/analytics/products",
                "/analytics/products/1"
            })
    void everyReadHasATagAndAHead(String path) throws Exception {
        HttpResponse<String> full = server.get(path);
        String tag = full.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> head = server.send("HEAD", path, BodyPublishers.noBody());

        assertThat(server.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValueAsLong("Content-Length").orElse(-1))
                .isEqualTo(full.body().getBytes(StandardCharsets.UTF_8).length);
    }

    private long views() throws Exception {
        return server.read("/analytics/overview").path("views").asLong();
    }

    private HttpResponse<String> events(String body, String... headers) throws Exception {
        List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + CatalogueServer.OPERATOR));
        all.addAll(List.of(headers));
        return server.send("POST", "/analytics/events", BodyPublishers.ofString(body), all.toArray(new String[0]));
    }

    private static byte[] gzip(String text) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
