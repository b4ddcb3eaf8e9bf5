package dev.opsdeck.server.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opsdeck.api.InvalidField;
import dev.opsdeck.api.capacity.CapacityOutlook;
import dev.opsdeck.api.capacity.CapacityOutlook.Limit;
import dev.opsdeck.api.capacity.CapacityPlan;
import dev.opsdeck.api.capacity.CapacityState;
import dev.opsdeck.api.capacity.Headroom;
import dev.opsdeck.api.capacity.PlanItem;
import dev.opsdeck.api.capacity.PlanLevel;
import dev.opsdeck.api.capacity.PlanPhase;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The month in which a limit is reached, and the phase that covers it.
final class OutlookTest {

    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    private String growth = "10";
    private List<Headroom> rows = List.of(
            row("throughput", 200.0, 400.0),
            row("users", 110.0, 200.0),
            row("connections", 4.0, 20.0),
            row("memory", 700.0, 1000.0));

    @Test
    void aLimitIsReachedInTheFirstMonthWhosePeakIsAtIt() {
        // 110 × 1.1^4 = 161 ≥ 150; 110 × 1.1^7 = 214 ≥ 200; 200 × 1.1^8 = 429 ≥ 400.
        assertThat(limit("users-advised").month()).isEqualTo("2027-03");
        assertThat(limit("users-advised").phase()).isEqualTo(2);
        assertThat(limit("users-advised").sentence())
                .isEqualTo("Users, time to scale out: the limit is reached in March 2027: phase 2 covers it, One larger"
                        + " server (59 USD a month).");
        assertThat(limit("users").month()).isEqualTo("2027-06");
        assertThat(limit("throughput").month()).isEqualTo("2027-07");
        assertThat(limit("throughput").phase())
                .as("one server bears no more, larger or not")
                .isEqualTo(3);
        assertThat(limit("memory").phase()).isNull();
        assertThat(limit("memory").sentence()).contains("give the server more memory");
        assertThat(outlook().headline()).isEqualTo(limit("users-advised").sentence());
    }

    @Test
    void withoutGrowthNothingIsReached() {
        growth = "0";
        assertThat(outlook().limits())
                .allSatisfy(limit -> assertThat(limit.month()).isNull());
        assertThat(outlook().headline())
                .isEqualTo("No limit is reached within three years at a growth of 0 % a month.");
        assertThat(outlook().remarks()).noneMatch(remark -> remark.startsWith("Without a ramp run"));
    }

    @Test
    void whatIsReachedAlreadyAndWhatNoPhaseCoversIsSaid() {
        rows = List.of(row("throughput", 500.0, 400.0), row("users", 10.0, 200.0));
        assertThat(limit("throughput").sentence())
                .contains("is reached already")
                .contains("phase 3");
        rows = List.of(row("throughput", 1500.0, 400.0), row("users", 10.0, 200.0));
        assertThat(limit("throughput").sentence()).contains("no phase of the plan covers");
    }

    @Test
    void whatIsNotKnownIsSaid() {
        growth = "0";
        rows = List.of(row("throughput", 20.0, null), row("users", null, 200.0));
        assertThat(limit("throughput").sentence()).isEqualTo("Throughput: not known. Why.");
        assertThat(outlook().headline()).startsWith("As far as is known, no limit is reached");
        assertThat(outlook().remarks()).anyMatch(remark -> remark.startsWith("Without a ramp run"));
    }

    @Test
    void whatItemsCostIsAddedUpBesideThePriceOfEachPhase() {
        assertThat(outlook().phases())
                .extracting(CapacityOutlook.Phase::items)
                .map(BigDecimal::intValueExact)
                .containsExactly(29, 59, 159);
        assertThat(outlook().phases()).noneMatch(CapacityOutlook.Phase::over);
        List<PlanPhase> cheap = List.of(phase("10"), phase("60"), phase("200"));
        CapacityPlan plan = new CapacityPlan("EUR", BigDecimal.ONE, cheap, DefaultPlan.PLAN.items());
        assertThat(Outlook.of(plan, rows, 150, NOVEMBER).phases().getFirst().over())
                .isTrue();
    }

    @Test
    void aPlanIsRefusedWithTheFieldNamed() {
        refused("phases", () -> new CapacityPlan("EUR", BigDecimal.ONE, List.of(phase("1")), List.of()));
        refused("currency", () -> new CapacityPlan("XXQ", BigDecimal.ONE, List.of(), List.of()));
        refused("growthPercent", () -> new CapacityPlan("EUR", new BigDecimal(-1), List.of(), List.of()));
        refused("users", () -> new PlanPhase("a", BigDecimal.ONE, 0, 1, 1));
        refused("name", () -> item(" ", "1", 1, 1));
        refused("cost", () -> item("a", "-1", 1, 1));
        refused("priority", () -> item("a", "1", 10, 1));
        refused("phase", () -> item("a", "1", 1, 4));
    }

    private static void refused(String field, org.assertj.core.api.ThrowableAssert.ThrowingCallable making) {
        assertThatThrownBy(making)
                .isInstanceOfSatisfying(
                        InvalidField.class, wrong -> assertThat(wrong.field()).isEqualTo(field));
    }

    private static PlanItem item(String name, String cost, int priority, int phase) {
        return new PlanItem(name, new BigDecimal(cost), PlanLevel.LOW, PlanLevel.LOW, priority, phase, null);
    }

    private static PlanPhase phase(String price) {
        return new PlanPhase("Phase", new BigDecimal(price), 150, 1, 20);
    }

    private CapacityOutlook outlook() {
        CapacityPlan plan = DefaultPlan.PLAN;
        return Outlook.of(
                new CapacityPlan(plan.currency(), new BigDecimal(growth), plan.phases(), plan.items()),
                rows,
                150,
                NOVEMBER);
    }

    private Limit limit(String key) {
        return outlook().limits().stream()
                .filter(limit -> limit.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static Headroom row(String key, @Nullable Double used, @Nullable Double limit) {
        String title = key.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + key.substring(1);
        return new Headroom(key, title, used, limit, "count", null, CapacityState.OK, "Why.");
    }
}
