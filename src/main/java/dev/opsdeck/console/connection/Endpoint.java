package dev.opsdeck.console.connection;

import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// Where a server listens and what it is called on the screen.
///
/// @param server name for sentences to the user
/// @param base   address, ends with a slash
/// @param token  bearer token; never shown, stored or logged
record Endpoint(String server, HttpUrl base, @Nullable String token) {

    /// Host and port, for sentences.
    String address() {
        return base.host() + ":" + base.port();
    }

    /// Never shows the token.
    @Override
    public String toString() {
        return "Endpoint[" + server + ", " + base + "]";
    }
}
