package dev.opsdeck.console.live;

import dev.opsdeck.console.connection.Connection;
import dev.opsdeck.console.connection.EventStreamClient;

/// One server's stream and what it brought. Made and closed by [LiveRoads]; JavaFX thread only.
final class ServerLive implements AutoCloseable {

    private final Connection server;
    private final SnapshotInbox inbox;
    private final EventStreamClient stream;
    private final LiveModel known = new LiveModel();

    ServerLive(Connection server, SnapshotInbox inbox, EventStreamClient stream) {
        this.server = server;
        this.inbox = inbox;
        this.stream = stream;
    }

    Connection server() {
        return server;
    }

    SnapshotInbox inbox() {
        return inbox;
    }

    LiveModel known() {
        return known;
    }

    void retryNow() {
        stream.retryNow();
    }

    @Override
    public void close() {
        stream.close();
    }
}
