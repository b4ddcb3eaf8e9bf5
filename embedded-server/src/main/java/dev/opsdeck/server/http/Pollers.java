package dev.opsdeck.server.http;

/// Who looks, for all virtual threads that wait for a socket, which sockets can be read. The runtime has a virtual
/// thread for that on each core, and a share of the connections for each of them. Under load a core goes on with what
/// its own one has found, and the connections of another wait for as long as that finds anything: of 200 clients some
/// waited for seconds, while most were answered within the hundredth of one. One for all connections takes turns.
public final class Pollers {

    private static final String READERS = "jdk.readPollers";

    private Pollers() {}

    /// From now on, one. It counts from the first time that a virtual thread waits for a socket: to be called before.
    /// Whoever gave the runtime another number keeps it.
    public static void one() {
        if (System.getProperty(READERS) == null) {
            System.setProperty(READERS, "1");
        }
    }
}
