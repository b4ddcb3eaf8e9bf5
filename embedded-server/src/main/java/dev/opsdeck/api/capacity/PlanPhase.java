package dev.opsdeck.api.capacity;

import dev.opsdeck.api.Check;
import java.math.BigDecimal;

/// A phase of the budget.
///
/// @param name    at most 60 characters
/// @param price   a month
/// @param users   at once that it is meant for
/// @param servers behind a load balancer
/// @param pool    database connections of each server
public record PlanPhase(String name, BigDecimal price, int users, int servers, int pool) {

    public PlanPhase {
        name = Check.text("name", name, 60).strip();
        price = Check.amount("price", price, "0", "1000000");
        Check.range("users", users, 1, 1_000_000);
        Check.range("servers", servers, 1, 1_000);
        Check.range("pool", pool, 1, 10_000);
    }
}
