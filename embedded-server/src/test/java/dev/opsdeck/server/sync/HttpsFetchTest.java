package dev.opsdeck.server.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.opsdeck.server.sync.feed.FeedFailure;
import dev.opsdeck.server.sync.feed.FeedLimits;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Feeds over TLS, from a server whose certificate is made for this test: for `localhost`, trusted by nobody else.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpsFetchTest {

    private static final char[] PASSWORD = "only-for-this-test".toCharArray();
    private static final byte[] FEED =
            "id\ttitle\tlink\tprice\n1\tPan\thttps://shop.example/1\t5 EUR\n".getBytes(StandardCharsets.UTF_8);

    @SuppressWarnings("NullAway.Init") // set before all
    private HttpsServer server;

    @SuppressWarnings("NullAway.Init") // set before all
    private SSLContext tls;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        tls = context(keys(folder.resolve("keys.p12")));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/feed", exchange -> {
            exchange.sendResponseHeaders(200, FEED.length);
            exchange.getResponseBody().write(FEED);
            exchange.close();
        });
        redirect("/moved", "/feed");
        redirect("/plain", "http://localhost:1/feed");
        redirect("/loop", "/loop");
        server.start();
    }

    @AfterAll
    void stop() {
        server.stop(0);
    }

    private void redirect(String path, String to) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Location", to);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
    }

    private static KeyStore keys(Path file) throws IOException, InterruptedException, GeneralSecurityException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "feed",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            trusted.load(null, null);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        trusted.setCertificateEntry("feed", keys.getCertificate("feed"));
        TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), others.getTrustManagers(), null);
        return context;
    }

    private URI address(String host, String path) {
        return URI.create("https://" + host + ":" + server.getAddress().getPort() + path);
    }

    private static HttpFetch fetch(SSLSocketFactory sockets, boolean ownNetwork) {
        return new HttpFetch(
                new AddressGuard(ownNetwork),
                FeedLimits.STANDARD,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                () -> sockets);
    }

    @Test
    void aFeedIsReadOverTlsAlsoAfterARedirect() throws IOException {
        HttpFetch fetch = fetch(tls.getSocketFactory(), true);
        try (var feed = fetch.open(address("localhost", "/feed"));
                var moved = fetch.open(address("localhost", "/moved"))) {
            assertThat(feed.progress()).isNotNull();
            assertThat(moved.progress()).isNotNull();
        }
    }

    @Test
    void aCertificateThatIsNotTrustedOrForAnotherNameIsRefused() {
        assertThatThrownBy(() -> fetch((SSLSocketFactory) SSLSocketFactory.getDefault(), true)
                        .open(address("localhost", "/feed")))
                .isInstanceOf(FeedFailure.class)
                .hasMessageContaining("certificate");
        assertThatThrownBy(() -> fetch(tls.getSocketFactory(), true).open(address("127.0.0.1", "/feed")))
                .isInstanceOf(FeedFailure.class)
                .hasMessageContaining("certificate");
    }

    @Test
    void redirectsToPlainHttpAndWithoutEndAreRefused() {
        HttpFetch fetch = fetch(tls.getSocketFactory(), true);
        assertThatThrownBy(() -> fetch.open(address("localhost", "/plain"))).hasMessageContaining("plain http");
        assertThatThrownBy(() -> fetch.open(address("localhost", "/loop"))).hasMessageContaining("redirects more than");
    }

    @Test
    void tlsOpensNoWayIntoTheServersOwnNetwork() {
        assertThatThrownBy(() -> fetch(tls.getSocketFactory(), false).open(address("localhost", "/feed")))
                .isInstanceOf(FeedFailure.class)
                .hasMessageContaining("own network");
    }
}
