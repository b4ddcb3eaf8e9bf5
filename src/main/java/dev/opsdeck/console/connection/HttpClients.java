package dev.opsdeck.console.connection;

import java.time.Duration;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/// The console's one HTTP client and what is made of it. Closed by the application; any thread.
public final class HttpClients implements AutoCloseable {

    private final OkHttpClient client = new OkHttpClient.Builder()
            .connectTimeout(Duration.ofSeconds(3))
            .readTimeout(Duration.ofSeconds(10))
            .writeTimeout(Duration.ofSeconds(10))
            .callTimeout(Duration.ofSeconds(30))
            .followRedirects(false)
            .followSslRedirects(false)
            .build();
    private final Wire wire = new Wire();

    /// A client of the server at an address.
    ///
    /// @param name    what it is called in sentences
    /// @param address http or https
    /// @throws IllegalArgumentException with a sentence when it is no such address
    public ApiClient api(String name, String address, @Nullable String token) {
        Endpoint endpoint = new Endpoint(name, Address.parse(address), token);
        return api(() -> endpoint);
    }

    ApiClient api(Supplier<Endpoint> endpoint) {
        return new ApiClient(new Http(client, wire, endpoint));
    }

    Wire wire() {
        return wire;
    }

    /// Breaks off what is under way and lets the client's threads end.
    @Override
    public void close() {
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
