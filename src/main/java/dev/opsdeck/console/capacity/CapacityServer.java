package dev.opsdeck.console.capacity;

import dev.opsdeck.api.capacity.CapacityOutlook;
import dev.opsdeck.api.capacity.CapacityPlan;
import dev.opsdeck.api.capacity.CapacityReport;
import dev.opsdeck.console.connection.CapacityApi;
import dev.opsdeck.console.connection.CapacityApi.Plan;

/// What the page needs of one server. Every method blocks and may throw
/// [dev.opsdeck.console.connection.ApiFailure]: called on background threads only.
interface CapacityServer {

    /// @param runs how many of the latest ramp runs are fitted together
    CapacityReport report(int runs);

    Plan plan();

    /// Replaces it, unless somebody else has meanwhile.
    Plan save(Plan plan);

    /// When limits are reached if that plan is right.
    CapacityOutlook outlook(CapacityPlan plan);

    /// That of the server behind a client.
    static CapacityServer of(CapacityApi api) {
        return new CapacityServer() {
            @Override
            public CapacityReport report(int runs) {
                return api.report(runs);
            }

            @Override
            public Plan plan() {
                return api.plan();
            }

            @Override
            public Plan save(Plan plan) {
                return api.savePlan(plan);
            }

            @Override
            public CapacityOutlook outlook(CapacityPlan plan) {
                return api.outlook(plan);
            }
        };
    }
}
