package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The calls of a run and their shares. Immutable.
///
/// @param name null for the standard mix
record Scenario(@Nullable String name, List<LoadCall> calls) {

    /// What users of the catalogue ask for, by share.
    static final Scenario STANDARD = new Scenario(
            null,
            List.of(
                    new LoadCall("product list", "GET", "/products?limit=20", 40),
                    new LoadCall("top products", "GET", "/products/top?limit=20", 20),
                    new LoadCall("product", "GET", "/products/{productId}", 20),
                    new LoadCall("overview", "GET", "/analytics/overview?period=30d", 15),
                    new LoadCall("revenue", "GET", "/analytics/revenue?period=30d", 5)));

    Scenario {
        calls = List.copyOf(calls);
    }
}
