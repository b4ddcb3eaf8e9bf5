package dev.opsdeck.server.limits;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// IPv6 addresses by their network: a household has 2^64 of them and is one client.
final class Networks {

    private static final int NETWORK_BYTES = 8;

    private Networks() {}

    /// The first 64 bits of an IPv6 address as text; anything else as it is.
    static String of(String address) {
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return bytes.length > NETWORK_BYTES
                    ? HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES)) + "/64"
                    : address;
        } catch (IllegalArgumentException e) {
            return address; // no address: a name of its own
        }
    }
}
