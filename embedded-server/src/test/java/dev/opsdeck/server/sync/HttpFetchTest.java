package dev.opsdeck.server.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.opsdeck.server.sync.feed.Feed;
import dev.opsdeck.server.sync.feed.FeedFailure;
import dev.opsdeck.server.sync.feed.FeedLimits;
import dev.opsdeck.server.sync.feed.FeedSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpFetchTest {

    private static final byte[] FEED = ("id\ttitle\tlink\tprice\n"
                    + "1\tPan\thttps://shop.example/1\t5 EUR\n".repeat(2_000))
            .getBytes(StandardCharsets.UTF_8);

    /// Longer than a busy machine lets an answer wait for its turn.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpFetch fetch = fetch(true, PATIENCE);
    private final AtomicReference<String> login = new AtomicReference<>("");

    @SuppressWarnings("NullAway.Init") // set before each
    private HttpServer server;

    private static HttpFetch fetch(boolean ownNetwork, Duration silence) {
        return new HttpFetch(new AddressGuard(ownNetwork), FeedLimits.STANDARD, PATIENCE, silence);
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/length", 200, FEED.length, "");
        serve("/chunked", 200, 0, "");
        serve("/gone", 404, -1, "");
        serve("/loop", 302, -1, "/loop");
        serve("/moved", 301, -1, "/length");
        serve("/elsewhere", 302, -1, "file:///etc/passwd");
        server.createContext("/silent", exchange -> {});
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void serve(String path, int status, long length, String location) {
        server.createContext(path, exchange -> {
            login.set(exchange.getRequestHeaders()
                    .getOrDefault("Authorization", java.util.List.of(""))
                    .getFirst());
            if (!location.isEmpty()) {
                exchange.getResponseHeaders().add("Location", location);
            }
            exchange.sendResponseHeaders(status, length);
            if (length >= 0) {
                exchange.getResponseBody().write(FEED);
            }
            exchange.close();
        });
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private long rows(String path) throws IOException {
        long rows = 0;
        FeedSettings settings = new FeedSettings("net", null, Map.of(), null, null);
        try (Feed feed = Feed.open(fetch.open(address(path)), settings, FeedLimits.STANDARD)) {
            while (feed.next() != null) {
                rows++;
            }
        }
        return rows;
    }

    @Test
    void readsBodiesWithALengthInChunksAndAfterARedirect() throws IOException {
        assertThat(rows("/length")).isEqualTo(2_000);
        assertThat(rows("/chunked")).isEqualTo(2_000);
        assertThat(rows("/moved")).isEqualTo(2_000);
    }

    @Test
    void userAndPasswordOfTheAddressAreSentAsBasicLogin() throws IOException {
        fetch.open(URI.create("http://me:pw@127.0.0.1:" + server.getAddress().getPort() + "/length"))
                .close();

        assertThat(login).hasValue("Basic bWU6cHc=");
    }

    @Test
    void refusesEndlessRedirectsOtherSchemesErrorsAndSilence() {
        assertThatThrownBy(() -> fetch.open(address("/loop"))).hasMessageContaining("redirects more than");
        assertThatThrownBy(() -> fetch.open(address("/elsewhere"))).hasMessageContaining("neither http nor https");
        assertThatThrownBy(() -> fetch.open(address("/gone"))).hasMessageContaining("404");
        HttpFetch impatient = fetch(true, Duration.ofMillis(500));
        assertThatThrownBy(() -> impatient.open(address("/silent"))).hasMessageContaining("in time");
    }

    @Test
    void aServerThatOthersSteerReadsNothingOfItsOwnNetwork() {
        assertThatThrownBy(() -> fetch(false, PATIENCE).open(address("/length")))
                .isInstanceOf(FeedFailure.class)
                .hasMessageContaining("own network");
    }
}
