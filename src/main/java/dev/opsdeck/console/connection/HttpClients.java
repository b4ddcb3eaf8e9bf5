package dev.opsdeck.console.connection;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/// The console's one HTTP client and what is made of it. Closed by the application; any thread.
public final class HttpClients implements AutoCloseable {

    private final CompletableFuture<Clients> clients = new CompletableFuture<>();
    private final Wire wire = new Wire();

    /// Two with the same connections and threads.
    ///
    /// @param prompt  for calls that a person waits for
    /// @param patient for streams and files, which last as long as they last
    record Clients(OkHttpClient prompt, OkHttpClient patient) {}

    /// Returns at once: the certificates that the system trusts are read beside the opening window.
    public HttpClients() {
        Thread.ofVirtual().name("http client").start(() -> {
            try {
                clients.complete(make());
            } catch (RuntimeException | Error e) {
                clients.completeExceptionally(e);
            }
        });
    }

    private static Clients make() {
        OkHttpClient prompt = new OkHttpClient.Builder()
                .connectTimeout(Duration.ofSeconds(3))
                .readTimeout(Duration.ofSeconds(10))
                .writeTimeout(Duration.ofSeconds(10))
                .callTimeout(Duration.ofSeconds(30))
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
        OkHttpClient patient = prompt.newBuilder()
                .callTimeout(Duration.ZERO)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ofSeconds(30))
                .build();
        return new Clients(prompt, patient);
    }

    /// A client of the server at an address.
    ///
    /// @param name    what it is called in sentences
    /// @param address http or https
    /// @throws IllegalArgumentException with a sentence when it is no such address
    public ApiClient api(String name, String address, @Nullable String token) {
        Endpoint endpoint = new Endpoint(name, Address.parse(address), token);
        return api(null, () -> endpoint);
    }

    /// @param certificate fingerprint of the one that was approved for this server; null: only what the system
    ///                    trusts
    ApiClient api(@Nullable String certificate, Supplier<Endpoint> endpoint) {
        CompletableFuture<Clients> made = certificate == null
                ? clients
                : clients.thenApply(shared -> new Clients(
                        ApprovedCertificate.client(shared.prompt(), certificate),
                        ApprovedCertificate.client(shared.patient(), certificate)));
        return new ApiClient(new Http(made::join, wire, endpoint));
    }

    Wire wire() {
        return wire;
    }

    /// Breaks off what is under way and lets the client's threads end.
    @Override
    public void close() {
        OkHttpClient client = clients.join().prompt();
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    /// Reads addresses as people type them.
    static final class Address {
        private Address() {}

        static HttpUrl parse(String text) {
            String address = text.strip();
            if (!address.isEmpty() && !address.contains("://")) {
                address = "http://" + address;
            }
            HttpUrl url = HttpUrl.parse(address.endsWith("/") ? address : address + "/");
            if (url == null || url.query() != null || url.fragment() != null) {
                throw new IllegalArgumentException(
                        "This is no address of a server: it looks like https://opsdeck.example.org:8080.");
            }
            return url;
        }
    }
}
