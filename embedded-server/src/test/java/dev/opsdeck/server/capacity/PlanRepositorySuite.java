package dev.opsdeck.server.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.capacity.CapacityPlan;
import dev.opsdeck.server.capacity.PlanRepository.Stored;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.http.Json;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the plan needs of any database.
abstract class PlanRepositorySuite {

    private static final CapacityPlan OWN = new CapacityPlan(
            "EUR",
            new BigDecimal("2.5"),
            DefaultPlan.PLAN.phases(),
            List.of(DefaultPlan.PLAN.items().getFirst()));

    abstract Database open();

    @Test
    void aPlanIsReadAsItWasWrittenAndOnlyTheOneThatWasReadIsReplaced() {
        try (Database database = open()) {
            PlanRepository repository = new PlanRepository(database, new Json());
            assertThat(repository.load()).isEqualTo(new Stored(0, DefaultPlan.PLAN));

            assertThat(repository.save(0, OWN)).isTrue();
            assertThat(repository.save(0, DefaultPlan.PLAN))
                    .as("somebody was faster")
                    .isFalse();
            assertThat(repository.load()).isEqualTo(new Stored(1, OWN));
            assertThat(repository.save(7, DefaultPlan.PLAN)).isFalse();
            assertThat(repository.save(1, DefaultPlan.PLAN)).isTrue();
            assertThat(repository.load()).isEqualTo(new Stored(2, DefaultPlan.PLAN));

            database.write(c -> Sql.update(c, "update capacity_plan set body = '{\"of\":\"another version\"}'"));
            assertThat(repository.load()).isEqualTo(new Stored(2, DefaultPlan.PLAN));
        }
    }
}
