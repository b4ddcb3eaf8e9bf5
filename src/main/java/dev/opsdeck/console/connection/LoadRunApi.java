package dev.opsdeck.console.connection;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.opsdeck.api.Page;
import dev.opsdeck.api.loadruns.LoadComparison;
import dev.opsdeck.api.loadruns.LoadReport;
import dev.opsdeck.api.loadruns.LoadRequest;
import dev.opsdeck.api.loadruns.LoadRun;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The calls of the contract about load runs. Every method blocks and throws [ApiFailure]; call them on
/// [dev.opsdeck.console.task.BackgroundTasks] only.
public final class LoadRunApi {

    private final Http http;

    LoadRunApi(Http http) {
        this.http = http;
    }

    /// `POST /ops/load-runs`.
    public LoadRun start(LoadRequest request) {
        return http.send("POST", http.path("ops/load-runs"), request, new TypeReference<>() {});
    }

    /// `POST /ops/load-runs` of another server than this one, which gets that one's token and certificate for it.
    public LoadRun start(Remote target, LoadRequest request) {
        return start(new LoadRequest(
                request.profile(),
                target.runTarget(),
                target.api().token(),
                request.ratePerSecond(),
                request.users(),
                request.durationSeconds(),
                request.thinkMillis(),
                request.rampUpSeconds(),
                request.scenario(),
                target.certificate()));
    }

    /// `GET /ops/load-runs`, newest first.
    ///
    /// @param target only runs of that server, in the spelling of [Remote#runTarget]; null: all
    public Page<LoadRun> runs(@Nullable String target, int limit) {
        return http.get(
                http.path("ops/load-runs").with("target", target).with("limit", limit), new TypeReference<>() {});
    }

    /// `GET /ops/load-runs/{id}`.
    public LoadReport run(long id) {
        return http.get(http.path("ops/load-runs/" + id), new TypeReference<>() {});
    }

    /// `DELETE /ops/load-runs/{id}`: stops it; its figures are those until then.
    public LoadRun stop(long id) {
        return http.send("DELETE", http.path("ops/load-runs/" + id), null, new TypeReference<>() {});
    }

    /// `GET /ops/load-runs/compare`.
    ///
    /// @param baseline number of the run that the other is measured by
    public LoadComparison compare(long baseline, long run) {
        return http.get(
                http.path("ops/load-runs/compare").with("a", baseline).with("b", run), new TypeReference<>() {});
    }

    /// `PUT` or `DELETE /ops/load-runs/{id}/baseline`.
    public LoadRun mark(long id, boolean baseline) {
        return http.send(
                baseline ? "PUT" : "DELETE",
                http.path("ops/load-runs/" + id + "/baseline"),
                baseline ? Map.of() : null,
                new TypeReference<>() {});
    }

    /// `GET /ops/load-runs/{id}/report`: one HTML file.
    ///
    /// @param baseline number of the run that it is compared with, or null
    public byte[] page(long id, @Nullable Long baseline) {
        var url = http.path("ops/load-runs/" + id + "/report");
        return http.bytes(baseline == null ? url : url.with("baseline", baseline));
    }
}
