package dev.opsdeck.server.loadrun.engine;

import java.util.function.LongSupplier;

/// One connection and what is recorded of the requests on it. One thread calls; [#giveUp()] and [#close()] come from
/// the engine.
final class Lane implements AutoCloseable {

    private final HttpConnection connection;
    private final Tally tally;
    private final LongSupplier nanos;
    private volatile boolean givenUp;

    Lane(HttpConnection connection, Tally tally, LongSupplier nanos) {
        this.connection = connection;
        this.tally = tally;
        this.nanos = nanos;
    }

    HttpConnection connection() {
        return connection;
    }

    /// Sends the request now and records how it went.
    ///
    /// @param intended  when it was meant to start
    /// @param freeSince when the engine could have started it: later than intended if all connections were busy
    void call(Request request, long intended, long freeSince) {
        long begun = nanos.getAsLong();
        tally.started(intended, freeSince, begun);
        String error = null;
        try {
            BodySearch search = request.check().search();
            int status = connection.exchange(request, search, begun);
            error = request.check().fault(status, search);
        } catch (CallFailure e) {
            if (connection.closed() && !givenUp) {
                return;
            }
            error = givenUp ? CallFailure.TIMEOUT : e.kind();
        }
        tally.completed(request.call(), intended, begun, nanos.getAsLong(), error);
    }

    /// Sends a request that has no schedule: it is meant to start when it does.
    void call(Request request) {
        long now = nanos.getAsLong();
        call(request, now, now);
    }

    /// The run is over and its grace too: what is still without an answer counts as timed out.
    void giveUp() {
        givenUp = true;
        connection.close();
    }

    /// The run was stopped: what is under way is forgotten.
    @Override
    public void close() {
        connection.close();
    }
}
