package dev.opsdeck.server.capacity;

import dev.opsdeck.api.capacity.CapacityOutlook;
import dev.opsdeck.api.capacity.CapacityOutlook.Limit;
import dev.opsdeck.api.capacity.CapacityOutlook.Phase;
import dev.opsdeck.api.capacity.CapacityPlan;
import dev.opsdeck.api.capacity.Headroom;
import dev.opsdeck.api.capacity.PlanItem;
import dev.opsdeck.api.capacity.PlanPhase;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Peaks that grow by the same share each month, against the limits of now and what each phase of the plan offers.
/// Pure.
final class Outlook {

    /// Who looks further ahead guesses.
    private static final int MONTHS = 36;

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);
    private static final String USERS_ADVISED = "users-advised";
    private static final List<String> LOOKED_AT = List.of(
            HeadroomRows.THROUGHPUT, USERS_ADVISED, HeadroomRows.USERS, HeadroomRows.CONNECTIONS, HeadroomRows.MEMORY);

    private final CapacityPlan plan;
    private final List<Headroom> rows;
    private final YearMonth now;

    private Outlook(CapacityPlan plan, List<Headroom> rows, YearMonth now) {
        this.plan = plan;
        this.rows = rows;
        this.now = now;
    }

    /// @param usersAdvised above so many users at once it is time to scale out
    static CapacityOutlook of(CapacityPlan plan, List<Headroom> rows, int usersAdvised, YearMonth now) {
        List<Headroom> all = new ArrayList<>();
        for (Headroom row : rows) {
            if (row.key().equals(HeadroomRows.USERS)) {
                all.add(new Headroom(
                        USERS_ADVISED,
                        "Users, time to scale out",
                        row.used(),
                        (double) usersAdvised,
                        row.unit(),
                        null,
                        row.state(),
                        row.evidence()));
            }
            all.add(row);
        }
        return new Outlook(plan, all, now).read();
    }

    private CapacityOutlook read() {
        List<Limit> limits = rows.stream()
                .filter(row -> LOOKED_AT.contains(row.key()))
                .map(this::limit)
                .toList();
        return new CapacityOutlook(headline(limits), limits, phases(), remarks());
    }

    private String headline(List<Limit> limits) {
        Optional<Limit> first = limits.stream()
                .filter(limit -> limit.month() != null)
                .min(Comparator.comparing(limit -> String.valueOf(limit.month())));
        if (first.isPresent()) {
            return first.get().sentence();
        }
        boolean unknown = limits.stream().anyMatch(limit -> limit.used() == null || limit.limit() == null);
        return (unknown ? "As far as is known, no" : "No") + " limit is reached within three years at a growth of "
                + percent() + " a month.";
    }

    private Limit limit(Headroom row) {
        Double used = row.used();
        Double limit = row.limit();
        if (used == null || limit == null) {
            return new Limit(
                    row.key(),
                    row.title(),
                    used,
                    limit,
                    row.unit(),
                    null,
                    null,
                    row.title() + ": not known. " + row.evidence());
        }
        Integer months = monthsUntil(used, limit);
        if (months == null) {
            return new Limit(
                    row.key(),
                    row.title(),
                    used,
                    limit,
                    row.unit(),
                    null,
                    null,
                    row.title() + ": the limit is not reached within three years.");
        }
        YearMonth month = now.plusMonths(months);
        Integer phase = covering(row.key(), months);
        String when = months == 0 ? "The limit is reached already" : "The limit is reached in " + MONTH.format(month);
        return new Limit(
                row.key(),
                row.title(),
                used,
                limit,
                row.unit(),
                month.toString(),
                phase,
                row.title() + ": " + lower(when) + ": " + cover(row.key(), phase) + ".");
    }

    private static String lower(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    private String cover(String key, @Nullable Integer phase) {
        if (key.equals(HeadroomRows.MEMORY)) {
            return "give the server more memory; the plan says nothing of it";
        }
        if (phase == null) {
            return "no phase of the plan covers what is then needed";
        }
        PlanPhase covering = plan.phases().get(phase - 1);
        return "phase " + phase + " covers it, " + covering.name() + " ("
                + covering.price().toPlainString() + " " + plan.currency() + " a month)";
    }

    /// Null when it is not within the time looked at.
    private @Nullable Integer monthsUntil(double used, double limit) {
        for (int month = 0; month <= MONTHS; month++) {
            if (used * grown(month) >= limit) {
                return month;
            }
        }
        return null;
    }

    private double grown(int months) {
        return Math.pow(1 + plan.growthPercent().doubleValue() / 100, months);
    }

    /// The first phase that offers more than is needed in that month, of the users and of the limit itself.
    private @Nullable Integer covering(String key, int month) {
        if (key.equals(HeadroomRows.MEMORY)) {
            return null;
        }
        for (int i = 0; i < plan.phases().size(); i++) {
            if (covers(plan.phases().get(i), key, month)) {
                return i + 1;
            }
        }
        return null;
    }

    private boolean covers(PlanPhase phase, String key, int month) {
        double grown = grown(month);
        boolean users = offers(HeadroomRows.USERS, grown, phase.users());
        Double perSecond = limitOf(HeadroomRows.THROUGHPUT);
        boolean throughput = perSecond == null || offers(HeadroomRows.THROUGHPUT, grown, perSecond * phase.servers());
        boolean connections = !key.equals(HeadroomRows.CONNECTIONS)
                || offers(HeadroomRows.CONNECTIONS, grown, (double) phase.pool() * phase.servers());
        return users && throughput && connections;
    }

    /// Also when it is not known what is needed.
    private boolean offers(String key, double grown, double offered) {
        return rows.stream()
                .filter(row -> row.key().equals(key))
                .map(Headroom::used)
                .allMatch(used -> used == null || used * grown < offered);
    }

    private @Nullable Double limitOf(String key) {
        return rows.stream()
                .filter(row -> row.key().equals(key))
                .findFirst()
                .map(Headroom::limit)
                .orElse(null);
    }

    private List<Phase> phases() {
        List<Phase> phases = new ArrayList<>();
        for (int i = 1; i <= plan.phases().size(); i++) {
            PlanPhase phase = plan.phases().get(i - 1);
            int number = i;
            BigDecimal items = plan.items().stream()
                    .filter(item -> item.phase() <= number)
                    .map(PlanItem::cost)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            phases.add(new Phase(i, phase.name(), phase.price(), items, items.compareTo(phase.price()) > 0));
        }
        return phases;
    }

    private List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        remarks.add("Counted from the peaks of one server now, growing by " + percent()
                + " a month; connections and memory as if they grew with the load.");
        remarks.add("Several servers are counted as so many times one: the most that is possible, and true only while"
                + " the database keeps up.");
        if (limitOf(HeadroomRows.THROUGHPUT) == null) {
            remarks.add("Without a ramp run it is not known whether a phase bears that many requests.");
        }
        return remarks;
    }

    private String percent() {
        return plan.growthPercent().stripTrailingZeros().toPlainString() + " %";
    }
}
