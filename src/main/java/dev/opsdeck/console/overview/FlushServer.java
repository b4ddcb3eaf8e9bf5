package dev.opsdeck.console.overview;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.caches.Flush;
import dev.opsdeck.api.caches.FlushReport;
import dev.opsdeck.console.connection.ApiClient;

/// What the page asks one server about its flushes. Every method blocks and may throw
/// [dev.opsdeck.console.connection.ApiFailure]: called on background threads only.
interface FlushServer {

    /// Newest first.
    Page<Flush> flushes(int limit);

    FlushReport report(long id);

    /// That of the server behind a client.
    static FlushServer of(ApiClient api) {
        return new FlushServer() {
            @Override
            public Page<Flush> flushes(int limit) {
                return api.flushes(limit);
            }

            @Override
            public FlushReport report(long id) {
                return api.flushReport(id);
            }
        };
    }
}
