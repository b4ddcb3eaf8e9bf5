package dev.opsdeck.server.loadrun.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The server under load, from its base address. Immutable.
///
/// @param tls        whether to speak HTTPS
/// @param host       name or address, without brackets
/// @param port       never the default of -1
/// @param hostHeader what stands in `Host`
/// @param basePath   goes before every path; empty or starting with a slash, never ending with one
/// @param trust      whom to believe over TLS; null without it
record Target(
        boolean tls,
        String host,
        int port,
        String hostHeader,
        String basePath,
        @Nullable Trust trust) {

    /// @throws FatalFailure when the address is none
    static Target of(String address, @Nullable String fingerprint) throws FatalFailure {
        try {
            URI uri = new URI(address);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            String host = uri.getHost();
            boolean tls = scheme.equals("https");
            if (host == null || !(tls || scheme.equals("http"))) {
                throw unusable(address);
            }
            int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            return new Target(
                    tls,
                    host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                    port,
                    uri.getPort() > 0 ? host + ":" + port : host,
                    path.endsWith("/") ? path.substring(0, path.length() - 1) : path,
                    tls ? Trust.of(fingerprint) : null);
        } catch (URISyntaxException e) {
            throw unusable(address);
        }
    }

    /// All addresses of the host, in the resolver's order.
    InetSocketAddress[] addresses() throws IOException {
        InetAddress[] found = InetAddress.getAllByName(host);
        InetSocketAddress[] addresses = new InetSocketAddress[found.length];
        for (int i = 0; i < found.length; i++) {
            addresses[i] = new InetSocketAddress(found[i], port);
        }
        return addresses;
    }

    private static FatalFailure unusable(String address) {
        return new FatalFailure("'" + address + "' is no address of a server: write it like http://host:8080.");
    }
}
