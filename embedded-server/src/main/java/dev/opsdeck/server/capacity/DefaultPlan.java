package dev.opsdeck.server.capacity;

import dev.opsdeck.api.capacity.CapacityPlan;
import dev.opsdeck.api.capacity.PlanItem;
import dev.opsdeck.api.capacity.PlanLevel;
import dev.opsdeck.api.capacity.PlanPhase;
import java.math.BigDecimal;
import java.util.List;

/// The plan to begin with: what this product can be scaled with, at prices to be replaced by one's own.
final class DefaultPlan {

    static final CapacityPlan PLAN = new CapacityPlan(
            "USD",
            BigDecimal.TEN,
            List.of(
                    new PlanPhase("One server", new BigDecimal(29), 150, 1, 20),
                    new PlanPhase("One larger server", new BigDecimal(59), 250, 1, 50),
                    new PlanPhase("Three servers", new BigDecimal(179), 750, 3, 30)),
            List.of(
                    item(
                            "Response cache, compression, ETag",
                            0,
                            PlanLevel.LOW,
                            PlanLevel.HIGH,
                            1,
                            1,
                            "Built in: 50 to 90 % fewer analytics queries, answers 60 to 80 % smaller."),
                    item(
                            "Server with PostgreSQL",
                            29,
                            PlanLevel.LOW,
                            PlanLevel.HIGH,
                            2,
                            1,
                            "One server for up to 150 users at once."),
                    item(
                            "Pool of 50 connections",
                            0,
                            PlanLevel.LOW,
                            PlanLevel.MEDIUM,
                            3,
                            2,
                            "--db-pool 50: up to 250 users on one server."),
                    item(
                            "Redis cache",
                            15,
                            PlanLevel.MEDIUM,
                            PlanLevel.HIGH,
                            4,
                            2,
                            "--redis-url: 60 to 80 % less load on the database, shared by all servers."),
                    item(
                            "CDN for images",
                            5,
                            PlanLevel.LOW,
                            PlanLevel.MEDIUM,
                            5,
                            2,
                            "Assets leave the server: less traffic, shorter ways."),
                    item("Larger server", 10, PlanLevel.LOW, PlanLevel.MEDIUM, 6, 2, "More cores and memory."),
                    item(
                            "Two more servers behind nginx",
                            60,
                            PlanLevel.MEDIUM,
                            PlanLevel.HIGH,
                            7,
                            3,
                            "Three servers for 600 and more users, and one may fail."),
                    item(
                            "Read replica",
                            40,
                            PlanLevel.MEDIUM,
                            PlanLevel.MEDIUM,
                            8,
                            3,
                            "--db-replica-urls: reads leave the primary database."),
                    item(
                            "PgBouncer",
                            0,
                            PlanLevel.MEDIUM,
                            PlanLevel.LOW,
                            9,
                            3,
                            "100 client connections over few of the database.")));

    private DefaultPlan() {}

    private static PlanItem item(
            String name, int cost, PlanLevel effort, PlanLevel impact, int priority, int phase, String note) {
        return new PlanItem(name, new BigDecimal(cost), effort, impact, priority, phase, note);
    }
}
