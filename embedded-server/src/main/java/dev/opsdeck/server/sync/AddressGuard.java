package dev.opsdeck.server.sync;

import dev.opsdeck.server.sync.feed.FeedFailure;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// Keeps a server that others steer out of its own network: every address that a name resolves to must be public. The
/// caller connects to the very address that was checked, so that a second answer of the name server cannot differ.
/// Immutable.
///
/// @param ownNetworkAllowed for the console's own backend and the command line, whose user is at this machine
record AddressGuard(boolean ownNetworkAllowed) {

    /// The addresses of a host, checked.
    ///
    /// @throws FeedFailure if the name is not known or not allowed
    InetAddress[] resolve(String host) throws FeedFailure {
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(name);
        } catch (UnknownHostException e) {
            throw new FeedFailure("The host '" + name + "' is not known: check the address of the feed.", e);
        }
        for (InetAddress address : addresses) {
            if (!ownNetworkAllowed && !isPublic(address)) {
                throw new FeedFailure(
                        "The address of the feed is inside the server's own network, which this server does"
                                + " not read from. Upload the file instead, or start the server with --allow-private-feeds.");
            }
        }
        return addresses;
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] b = address.getAddress();
        int first = b[0] & 0xff;
        int second = b[1] & 0xff;
        if (address instanceof Inet6Address) {
            boolean global = (first & 0xe0) == 0x20;
            boolean tunnel =
                    (first == 0x20 && second == 0x02) || (first == 0x20 && second == 0x01 && b[2] == 0 && b[3] == 0);
            return global && !tunnel;
        }
        return first != 0
                && first < 240
                && !(first == 100 && second >= 64 && second < 128)
                && !(first == 192 && second == 0 && (b[2] & 0xff) == 0)
                && !(first == 198 && (second == 18 || second == 19));
    }
}
