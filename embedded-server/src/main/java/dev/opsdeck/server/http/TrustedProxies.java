package dev.opsdeck.server.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The proxies in front whose `X-Forwarded-For` is believed. Anybody can send that header, so it counts only when a
/// trusted one passed it on: the client is then the last address in it that is not itself a trusted proxy. Immutable.
public final class TrustedProxies {

    /// None: the client is whoever connects.
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = networks;
    }

    /// Addresses and networks such as `10.0.0.0/8`, separated by commas.
    ///
    /// @throws IllegalArgumentException with a sentence
    public static TrustedProxies parse(String text) {
        List<Network> networks = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                networks.add(Network.parse(part.strip()));
            }
        }
        return new TrustedProxies(List.copyOf(networks));
    }

    /// The client's address.
    ///
    /// @param peer      who connected
    /// @param forwarded all values of `X-Forwarded-For` in their order, separated by commas; null for none
    String client(String peer, @Nullable String forwarded) {
        if (networks.isEmpty() || forwarded == null) {
            return peer;
        }
        InetAddress client = address(peer);
        String[] hops = forwarded.split(",", -1);
        for (int i = hops.length - 1; i >= 0 && client != null && trusts(client); i--) {
            InetAddress before = address(withoutPort(hops[i].strip()));
            if (before == null) {
                break; // not an address: what a trusted proxy itself said ends here
            }
            client = before;
        }
        return client == null ? peer : client.getHostAddress();
    }

    private boolean trusts(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address.getAddress()));
    }

    private static @Nullable InetAddress address(String text) {
        try {
            return literal(text);
        } catch (IllegalArgumentException e) {
            return null; // said by the result
        }
    }

    /// Java also reads `10.0.1` as an address, and not as the one that was meant.
    private static InetAddress literal(String text) {
        if (text.indexOf(':') < 0 && text.chars().filter(c -> c == '.').count() != 3) {
            throw new IllegalArgumentException(text);
        }
        return InetAddress.ofLiteral(text);
    }

    /// `1.2.3.4:5678`, `[::1]:5678` and `[::1]` without what is not the address.
    private static String withoutPort(String hop) {
        if (hop.startsWith("[")) {
            int end = hop.indexOf(']');
            return end < 0 ? hop : hop.substring(1, end);
        }
        int colon = hop.indexOf(':');
        return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }

    @Override
    public String toString() {
        return networks.toString();
    }

    /// @param address network address, 4 or 16 bytes
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Network(byte[] address, int bits) {

        static Network parse(String text) {
            String[] parts = text.split("/", 2);
            try {
                byte[] address = literal(parts[0]).getAddress();
                int bits = parts.length == 1 ? address.length * 8 : Integer.parseInt(parts[1]);
                if (bits >= 0 && bits <= address.length * 8) {
                    return new Network(address, bits);
                }
            } catch (IllegalArgumentException e) {
                throw unusable(text, e);
            }
            throw unusable(text, null);
        }

        private static IllegalArgumentException unusable(String text, @Nullable Exception e) {
            return new IllegalArgumentException(
                    "'" + text + "' is no address of a proxy: write it like 10.0.0.7, 10.0.0.0/8 or fd00::/8.", e);
        }

        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            int whole = bits / 8;
            if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
                return false;
            }
            int mask = 0xff << (8 - bits % 8);
            return bits % 8 == 0 || (address[whole] & mask) == (other[whole] & mask);
        }

        @Override
        public String toString() {
            return Arrays.toString(address) + "/" + bits;
        }
    }
}
