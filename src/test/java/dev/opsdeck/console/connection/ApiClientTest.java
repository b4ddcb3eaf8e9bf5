package dev.opsdeck.console.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadRequest;
import dev.opsdeck.api.products.ProductSort;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.api.requests.RequestKind;
import dev.opsdeck.api.sync.SyncRequest;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.connection.Failure.Rejected;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiClientTest {

    private static final String HEALTH = """
            {"status":"up","timestamp":"2026-11-23T12:00:00Z","uptimeSeconds":5,"memoryUsedBytes":1,
             "memoryMaxBytes":2,"version":"0.1.0","contract":1,"fromTheFuture":true}""";

    @TempDir
    private Path folder;

    private final MockWebServer server = new MockWebServer();
    private final HttpClients http = new HttpClients();
    private final Socket deaf = new Socket();
    private ApiClient api;

    @BeforeEach
    void start() throws IOException {
        server.start();
        api = http.api("eu-prod", server.url("/").toString(), "s3cret");
    }

    @AfterEach
    void close() throws IOException {
        http.close();
        server.close();
        deaf.close();
    }

    @Test
    void sendsTheTokenAndIgnoresFieldsItDoesNotKnow() throws InterruptedException {
        answer(200, HEALTH);
        assertThat(api.health().version()).isEqualTo("0.1.0");
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer s3cret");
    }

    @Test
    void aRecordingIsWrittenIntoAFileAsItComesIn() throws Exception {
        String content = "FLR" + "x".repeat(200_000);
        answer(200, content);
        Path file = folder.resolve("profile.jfr");
        List<Double> shares = new ArrayList<>();
        api.profiles().save(7, file, shares::add);
        assertThat(server.takeRequest().getUrl().encodedPath()).isEqualTo("/ops/profiles/7/file");
        assertThat(Files.readString(file)).isEqualTo(content);
        assertThat(shares).isSorted().hasSizeGreaterThan(2).last().isEqualTo(1.0);

        answer(404, "{\"status\":404,\"title\":\"Not Found\",\"detail\":\"It lies on the server eu-2.\"}");
        assertThatThrownBy(() -> api.profiles().save(8, folder.resolve("other.jfr"), share -> {}))
                .isInstanceOf(ApiFailure.class)
                .hasMessageContaining("eu-2");
        answer(200, content);
        assertThatThrownBy(() -> api.profiles().save(9, folder.resolve("none/other.jfr"), share -> {}))
                .isInstanceOf(IOException.class);
    }

    @Test
    void asksForProductsInTheWordsOfTheContract() throws InterruptedException {
        answer(200, "{\"data\":[],\"total\":0}");
        api.products(
                new ProductQuery("red & blue", ProductStatus.ACTIVE, "awin", ProductSort.PRICE_DESC, 50, 100, null));
        RecordedRequest request = server.takeRequest();
        assertThat(request.getUrl().queryParameter("q")).isEqualTo("red & blue");
        assertThat(request.getUrl().queryParameter("status")).isEqualTo("active");
        assertThat(request.getUrl().queryParameter("sort")).isEqualTo("priceDesc");
        assertThat(request.getUrl().queryParameter("offset")).isEqualTo("100");
    }

    @Test
    void asksForRequestsAndChangesTheThresholdInTheWordsOfTheContract() throws InterruptedException {
        answer(200, "{\"data\":[],\"total\":0}");
        api.requests().requests(RequestKind.ERROR, "/products/{id}", "5.local", 100);
        RecordedRequest request = server.takeRequest();
        assertThat(request.getUrl().queryParameter("kind")).isEqualTo("error");
        assertThat(request.getUrl().queryParameter("route")).isEqualTo("/products/{id}");
        assertThat(request.getUrl().queryParameter("after")).isEqualTo("5.local");
        answer(200, "{\"slowMillis\":250,\"keptDays\":14,\"most\":20000}");
        assertThat(api.requests().changeSlowThreshold(250).slowMillis()).isEqualTo(250);
        RecordedRequest change = server.takeRequest();
        assertThat(change.getMethod() + " " + change.getUrl().encodedPath()).isEqualTo("PUT /ops/requests/settings");
        assertThat(change.getBody().utf8()).contains("slowMillis");
        assertThat(api.url()).matches("http://[a-z0-9.]+:[0-9]+");
    }

    @Test
    void ordersALoadRunOfAnotherServerWithThatOnesAddressTokenAndCertificate() throws InterruptedException {
        String fingerprint = "AB:".repeat(31) + "CD";
        ApiClient other = http.api("eu", "https://EU.example.org:8443/ops/", "token-of-eu");
        Remote eu = new Remote("a", "eu", "https://EU.example.org:8443/ops/", fingerprint, other);
        answer(409, "{\"title\":\"Conflict\",\"status\":409,\"detail\":\"Load run 3 is under way.\"}");
        LoadRequest order = new LoadRequest(LoadProfile.CONSTANT, null, null, 20.0, null, 30, null, 5, null, null);
        assertThatThrownBy(() -> api.loads().start(eu, order)).hasMessageContaining("Load run 3 is under way.");
        RecordedRequest request = server.takeRequest();
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer s3cret");
        assertThat(request.getBody().utf8())
                .contains("\"target\":\"https://eu.example.org:8443/ops\"", "\"token\":\"token-of-eu\"")
                .contains("\"fingerprint\":\"" + "ab".repeat(31) + "cd\"", "\"ratePerSecond\":20.0");
        answer(200, "{\"data\":[],\"total\":0}");
        api.loads().runs(eu.runTarget(), 7);
        assertThat(server.takeRequest().getUrl().queryParameter("target")).isEqualTo("https://eu.example.org:8443/ops");
    }

    @Test
    void pagesByKeyWithoutAnOffset() throws InterruptedException {
        answer(200, "{\"data\":[],\"total\":0}");
        api.products(new ProductQuery("", null, null, ProductSort.TITLE, 50, 100, "k"));
        assertThat(server.takeRequest().getUrl().queryParameterNames()).doesNotContain("offset", "q", "status");
    }

    @Test
    void readsTheRunThatAStartAnswers() throws InterruptedException {
        answer(202, """
                {"id":7,"source":"sample","state":"running","startedAt":"2026-11-23T12:00:00Z",
                 "counts":{"read":0,"added":0,"changed":0,"unchanged":0,"archived":0,"rejected":0,"repeated":0,
                 "warnings":0}}""");
        assertThat(api.syncs().start(new SyncRequest("sample", true, false)).state())
                .isEqualTo(SyncState.RUNNING);
        assertThat(server.takeRequest().getBody().utf8())
                .isEqualTo("{\"source\":\"sample\",\"dryRun\":true,\"allowArchive\":false,\"allowJumps\":false}");
    }

    @Test
    void uploadsAFileAndTellsItsProgress() throws IOException, InterruptedException {
        server.enqueue(new MockResponse.Builder().code(204).build());
        Path feed = Files.write(folder.resolve("feed.xml"), new byte[200_000]);
        List<Double> progress = new ArrayList<>();
        api.syncs().uploadFeed("sample", feed, progress::add);
        assertThat(server.takeRequest().getBodySize()).isEqualTo(200_000);
        assertThat(progress).isSorted().hasSizeGreaterThan(2).last().isEqualTo(1.0);
    }

    @Test
    void fiveFailuresHaveFiveSentencesEachWithANextStep() throws Exception {
        Set<String> sentences = new HashSet<>();
        answer(401, problem(401, "No such token."));
        sentences.add(failure(api::health).text());
        answer(200, HEALTH.replace("\"contract\":1", "\"contract\":2"));
        sentences.add(failure(api::health).text());
        answer(503, "");
        sentences.add(failure(api::health).text());
        sentences.add(failure(closed()::health).text());
        try (MockWebServer tls = SelfSigned.server(folder)) {
            sentences.add(failure(http.api("eu-prod", tls.url("/").toString(), null)::health)
                    .text());
        }
        assertThat(sentences).hasSize(5).allMatch(text -> text.contains("eu-prod") && text.split("\\. ").length >= 2);
    }

    @Test
    void aCertificateThatNobodyVouchesForIsToldAsSuch() throws Exception {
        try (MockWebServer tls = SelfSigned.server(folder)) {
            ApiClient secure = http.api("eu-prod", tls.url("/").toString(), null);
            assertThat(failure(secure::health))
                    .isInstanceOfSatisfying(
                            Offline.class,
                            offline -> assertThat(offline.reason()).isEqualTo(Reason.CERTIFICATE));
        }
    }

    @Test
    void plainHttpWhereTlsIsExpectedIsAWrongServer() {
        Endpoint endpoint = new Endpoint("eu-prod", HttpClients.Address.parse("https://eu.example.org"), null);
        Failure failure = Failures.of(endpoint, new SSLException("Unsupported or unrecognized SSL message"));
        assertThat(failure.text()).contains("does not speak HTTPS").doesNotContain("version");
    }

    @Test
    void nobodyListeningIsGone() throws IOException {
        assertThat(reason(closed()::health)).isEqualTo(Reason.GONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void tooMuchWorkIsOverloaded(int status) {
        answer(status, "");
        assertThat(reason(api::health)).isEqualTo(Reason.OVERLOADED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>Welcome to nginx</html>",
                "[]",
                "",
                "null",
                "{\"contract\":\"x\"}",
                "{\"hello\":\"world\"}"
            })
    void whatIsNoAnswerOfOursIsAWrongServer(String body) {
        answer(200, body);
        assertThat(reason(api::health)).isEqualTo(Reason.FOREIGN);
    }

    @Test
    void aStrangersNotFoundIsAWrongServerAndOursIsARefusal() {
        answer(404, "<html>404</html>");
        assertThat(reason(api::health)).isEqualTo(Reason.FOREIGN);
        answer(404, problem(404, "There is no product 9."));
        assertThat(failure(() -> api.product(9)))
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.text()).isEqualTo("There is no product 9."));
    }

    @Test
    void aViewersTokenIsToldToUseAnOperators() {
        answer(403, problem(403, "Operators only."));
        assertThat(failure(() -> api.flush(null)).text()).contains("operator token");
    }

    @Test
    void noTextOfAFailureEverHoldsTheToken() {
        answer(401, problem(401, "No."));
        assertThatThrownBy(api::health).message().doesNotContain("s3cret");
        assertThat(new Endpoint("eu", HttpClients.Address.parse("example.org"), "s3cret"))
                .asString()
                .doesNotContain("s3cret");
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private static String problem(int status, String detail) {
        return "{\"type\":\"about:blank\",\"title\":\"x\",\"status\":" + status + ",\"detail\":\"" + detail + "\"}";
    }

    /// Of a port that is taken, so that nobody else can get it, and where nobody listens.
    private ApiClient closed() throws IOException {
        if (!deaf.isBound()) {
            deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        }
        return http.api("eu-prod", "http://127.0.0.1:" + deaf.getLocalPort(), null);
    }

    private static Reason reason(Runnable call) {
        return ((Offline) failure(call)).reason();
    }

    private static Failure failure(Runnable call) {
        try {
            call.run();
        } catch (ApiFailure e) {
            return e.failure();
        }
        throw new AssertionError("The call succeeded");
    }
}
