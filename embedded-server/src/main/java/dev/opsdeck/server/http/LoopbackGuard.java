package dev.opsdeck.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/// For a server bound to loopback: refuses requests that a web page could have caused (DNS rebinding). `Host` must name
/// this machine or a configured name, and so must an `Origin`.
public final class LoopbackGuard implements Filter {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Set<String> allowedHosts;

    /// @param allowedHosts further names, for a proxy in front; lower case, without port
    public LoopbackGuard(Set<String> allowedHosts) {
        this.allowedHosts = Set.copyOf(allowedHosts);
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest req, RoutingResponse res) {
        if (!allowed(withoutPort(req.authority()))) {
            throw ApiException.forbidden("This server answers only to this machine's own names. Behind a proxy, name"
                    + " its host with --allowed-hosts.");
        }
        if (req.headers().contains(HeaderNames.ORIGIN)
                && !allowed(hostOf(req.headers().get(HeaderNames.ORIGIN).get()))) {
            throw ApiException.forbidden("Web pages of other hosts may not call this server.");
        }
        chain.proceed();
    }

    private boolean allowed(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return LOOPBACK.contains(name) || allowedHosts.contains(name);
    }

    /// `host:port`, `host`, `[v6]:port` or `[v6]`.
    private static String withoutPort(String authority) {
        int end = authority.startsWith("[") ? authority.indexOf(']') + 1 : authority.indexOf(':');
        return end > 0 ? authority.substring(0, end) : authority;
    }

    private static String hostOf(String origin) {
        try {
            String host = URI.create(origin).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException e) {
            return ""; // not an address, so not one of ours: refused
        }
    }
}
