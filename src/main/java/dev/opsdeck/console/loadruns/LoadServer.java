package dev.opsdeck.console.loadruns;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.loadruns.LoadComparison;
import dev.opsdeck.api.loadruns.LoadReport;
import dev.opsdeck.api.loadruns.LoadRequest;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.console.connection.ApiClient;
import dev.opsdeck.console.connection.Remote;
import org.jspecify.annotations.Nullable;

/// What the page needs of one server. Every method blocks and may throw
/// [dev.opsdeck.console.connection.ApiFailure]: called on background threads only.
interface LoadServer {

    /// Newest first.
    Page<LoadRun> runs(int limit);

    LoadReport report(long id);

    LoadRun start(LoadRequest request);

    LoadRun stop(long id);

    /// @param baseline its number
    LoadComparison compare(long baseline, long run);

    /// Marks a run as baseline or takes the mark off.
    LoadRun baseline(long id, boolean marked);

    /// A report as one HTML file.
    ///
    /// @param baseline number of the run that it is compared with, or null
    byte[] page(long id, @Nullable Long baseline);

    /// That of the server behind a client.
    static LoadServer of(ApiClient api) {
        return of(api, null);
    }

    /// That of the server behind a client, as far as it is about runs of one target.
    ///
    /// @param target null: all runs, and new ones of itself
    static LoadServer of(ApiClient api, @Nullable Remote target) {
        return new LoadServer() {
            @Override
            public Page<LoadRun> runs(int limit) {
                return api.loads().runs(target == null ? null : target.runTarget(), limit);
            }

            @Override
            public LoadReport report(long id) {
                return api.loads().run(id);
            }

            @Override
            public LoadRun start(LoadRequest request) {
                return target == null ? api.loads().start(request) : api.loads().start(target, request);
            }

            @Override
            public LoadRun stop(long id) {
                return api.loads().stop(id);
            }

            @Override
            public LoadComparison compare(long baseline, long run) {
                return api.loads().compare(baseline, run);
            }

            @Override
            public LoadRun baseline(long id, boolean marked) {
                return api.loads().mark(id, marked);
            }

            @Override
            public byte[] page(long id, @Nullable Long baseline) {
                return api.loads().page(id, baseline);
            }
        };
    }
}
