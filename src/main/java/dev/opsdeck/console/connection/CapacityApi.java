package dev.opsdeck.console.connection;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.opsdeck.api.capacity.CapacityOutlook;
import dev.opsdeck.api.capacity.CapacityPlan;
import dev.opsdeck.api.capacity.CapacityReport;
import org.jspecify.annotations.Nullable;

/// The calls about capacity to one server; the same rules as for [ApiClient], which makes it.
public final class CapacityApi {

    private final Http http;

    CapacityApi(Http http) {
        this.http = http;
    }

    /// A plan and the version that it is.
    ///
    /// @param version to hand back when it is replaced
    public record Plan(CapacityPlan plan, @Nullable String version) {}

    /// `GET /ops/capacity`.
    ///
    /// @param runs how many of the latest ramp runs are fitted together
    public CapacityReport report(int runs) {
        return http.get(http.path("ops/capacity").with("runs", runs), new TypeReference<>() {});
    }

    /// `GET /ops/capacity/plan`.
    public Plan plan() {
        Http.Tagged<CapacityPlan> answer = http.getTagged(http.path("ops/capacity/plan"), new TypeReference<>() {});
        return new Plan(answer.value(), answer.tag());
    }

    /// `PUT /ops/capacity/plan`: replaces it, unless somebody else has meanwhile.
    public Plan savePlan(Plan plan) {
        Http.Tagged<CapacityPlan> answer =
                http.putTagged(http.path("ops/capacity/plan"), plan.version(), plan.plan(), new TypeReference<>() {});
        return new Plan(answer.value(), answer.tag());
    }

    /// `POST /ops/capacity/outlook`: stores nothing.
    public CapacityOutlook outlook(CapacityPlan plan) {
        return http.send("POST", http.path("ops/capacity/outlook"), plan, new TypeReference<>() {});
    }
}
