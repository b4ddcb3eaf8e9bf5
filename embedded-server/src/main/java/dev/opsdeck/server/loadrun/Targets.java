package dev.opsdeck.server.loadrun;

import dev.opsdeck.server.http.ApiException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which servers may be put under load from here. Thread-safe.
final class Targets {

    private final Supplier<URI> self;
    private final boolean any;
    private final Set<String> allowed;

    /// @param self    address of this server, known once it listens
    /// @param any     whether every address is allowed: the embedded backend, whose only operator sits before it
    /// @param allowed further addresses
    Targets(Supplier<URI> self, boolean any, Set<String> allowed) {
        this.self = self;
        this.any = any;
        this.allowed = allowed.stream().map(Targets::normal).collect(Collectors.toUnmodifiableSet());
    }

    /// The target of a request in one spelling; null means this server.
    String resolve(@Nullable String asked) {
        if (asked == null) {
            return normal(self.get().toString());
        }
        String target = normal(asked);
        if (any || isSelf(target) || allowed.contains(target)) {
            return target;
        }
        throw ApiException.badRequest(
                "target",
                "This server may not put load on " + target
                        + ": start it with that address in --load-targets, or leave the target out to test the server"
                        + " itself.");
    }

    boolean isSelf(String target) {
        return target.equals(normal(self.get().toString()));
    }

    /// Whether the target runs on this machine. Looks the name up.
    static boolean onThisMachine(String target) {
        try {
            InetAddress address = InetAddress.getByName(URI.create(target).getHost());
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (UnknownHostException | SocketException e) {
            return false;
        }
    }

    /// Which server an address means, however it is written: its machine and port. One on this machine has many
    /// names, and the name of the machine tells it from others' loopback; a name elsewhere is not looked up, so a
    /// server that is called by two of its names there counts as two.
    ///
    /// @param machine name of this machine
    static String server(String target, String machine) {
        URI uri = URI.create(target);
        String host = onThisMachine(target) ? machine : uri.getHost();
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        return host.toLowerCase(Locale.ROOT) + ":" + port + uri.getRawPath();
    }

    /// Scheme and host in lower case, no slash at the end.
    static String normal(String address) {
        try {
            URI uri = new URI(address.strip());
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() == null
                    || !(scheme.equals("http") || scheme.equals("https"))
                    || uri.getRawUserInfo() != null
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null) {
                throw noAddress(address);
            }
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT)
                    + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                    + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
        } catch (URISyntaxException e) {
            throw noAddress(address);
        }
    }

    private static ApiException noAddress(String address) {
        return ApiException.badRequest(
                "target", "'" + address + "' is no address of a server: write it like http://host:8080.");
    }
}
