package dev.opsdeck.server.capacity;

import dev.opsdeck.api.capacity.CapacityPeaks;
import dev.opsdeck.api.capacity.CapacityState;
import dev.opsdeck.api.capacity.Headroom;
import dev.opsdeck.api.loadruns.LoadFigures;
import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadRun;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How much of each limit is in use: the goals of the product, and what the server has. Pure.
final class HeadroomRows {

    static final String THROUGHPUT = "throughput";
    static final String USERS = "users";
    static final String CONNECTIONS = "connections";
    static final String MEMORY = "memory";

    private static final double WARNING = 0.7;
    private static final double CRITICAL = 0.9;
    private static final String RATE = "1/s";
    private static final String COUNT = "count";
    private static final String START_A_RAMP =
            "No valid ramp run that this server made of itself is known: start one on the page Capacity.";
    private static final String NOT_MEASURED = "Not measured yet in the time looked at.";

    private HeadroomRows() {}

    static List<Headroom> of(Known known) {
        CapacityPeaks peaks = known.peaks();
        return List.of(
                throughput(known),
                atPeak(known),
                errorsAtPeak(known),
                goalUsers(known.users()),
                users(known),
                peak(
                        CONNECTIONS,
                        "Database connections",
                        peaks.dbActive(),
                        known.limits().dbMax(),
                        COUNT,
                        "Most connections in use"),
                memory(known),
                peak("cpu", "CPU", peaks.cpuShare(), 1, "share", "The busiest minute"));
    }

    private static Headroom throughput(Known known) {
        String title = "Throughput";
        CapacityPeaks.Value peak = known.peaks().perSecond();
        Double capacity = known.perSecond();
        if (known.ramp() == null) {
            return row(THROUGHPUT, title, value(peak), null, RATE, START_A_RAMP);
        }
        LoadRun run = known.ramp();
        if (capacity == null) {
            return new Headroom(
                    THROUGHPUT,
                    title,
                    value(peak),
                    null,
                    RATE,
                    null,
                    CapacityState.CRITICAL,
                    Known.name(run) + ": even its first step did not keep the goals. Start one with smaller steps.");
        }
        String from = Known.name(run) + " kept the goals up to " + (known.atLeast() ? "at least " : "")
                + Figures.figure(capacity) + " requests a second. ";
        return peak == null
                ? row(THROUGHPUT, title, null, capacity, RATE, from + NOT_MEASURED)
                : row(THROUGHPUT, title, peak.value(), capacity, RATE, from + busiest(peak));
    }

    private static String busiest(CapacityPeaks.Value peak) {
        return "The busiest minute, " + Figures.moment(peak.at()) + ", had " + Figures.figure(peak.value())
                + " a second without load runs.";
    }

    private static Headroom atPeak(Known known) {
        LoadFindings.Step step = stepAtPeak(known);
        return row(
                "p95",
                "Response time p95 at the peak",
                step == null ? null : (Double) step.p95Millis(),
                Known.GOAL_P95_MILLIS,
                "ms",
                step == null ? withoutStep(known) : measuredAt(known, step));
    }

    private static Headroom errorsAtPeak(Known known) {
        LoadFindings.Step step = stepAtPeak(known);
        return row(
                "errors",
                "Errors at the peak",
                step == null ? null : (Double) RampSteps.errorShare(step),
                Known.GOAL_ERROR_SHARE,
                "share",
                step == null ? withoutStep(known) : measuredAt(known, step));
    }

    private static LoadFindings.@Nullable Step stepAtPeak(Known known) {
        CapacityPeaks.Value peak = known.peaks().perSecond();
        return peak == null ? null : known.stepAt(peak.value());
    }

    private static String withoutStep(Known known) {
        if (known.ramp() == null) {
            return START_A_RAMP;
        }
        return known.peaks().perSecond() == null
                ? NOT_MEASURED
                : Known.name(known.ramp()) + " did not get as far as the busiest minute: start one with larger"
                        + " steps.";
    }

    private static String measuredAt(Known known, LoadFindings.Step step) {
        String name = known.ramp() == null ? "" : Known.name(known.ramp());
        return name + ", step of " + Figures.figure(step.askedPerSecond())
                + " requests a second, the first that is not below the busiest minute.";
    }

    private static Headroom goalUsers(@Nullable LoadRun run) {
        String title = "Response time p95 with " + Known.GOAL_USERS + " users";
        if (run == null) {
            return row(
                    "goal-users",
                    title,
                    null,
                    Known.GOAL_P95_MILLIS,
                    "ms",
                    "No load run with " + Known.GOAL_USERS
                            + " users that this server made of itself is known: start one of profile baseline on the"
                            + " page Load runs, from the server itself.");
        }
        LoadFigures figures = run.figures();
        double errors = figures.completed() == 0 ? 0 : (double) figures.errors() / figures.completed();
        Headroom row = row(
                "goal-users",
                title,
                figures.response().p95Millis(),
                Known.GOAL_P95_MILLIS,
                "ms",
                Known.name(run) + ": " + run.users() + " users, " + Figures.percent(errors) + " errors.");
        return errors < Known.GOAL_ERROR_SHARE
                ? row
                : new Headroom(
                        row.key(),
                        row.title(),
                        row.used(),
                        row.limit(),
                        row.unit(),
                        row.share(),
                        CapacityState.CRITICAL,
                        row.evidence() + " The goal is less than 0.1 %.");
    }

    private static Headroom users(Known known) {
        CapacityPeaks.Value peak = known.peaks().users();
        return row(
                USERS,
                "Users",
                value(peak),
                (double) Known.GOAL_USERS,
                COUNT,
                peak == null
                        ? NOT_MEASURED
                        : "Most clients of five minutes, " + Figures.moment(peak.at()) + ". From "
                                + known.limits().usersAdvised() + " at once on, sustained, it is time to scale out.");
    }

    private static Headroom memory(Known known) {
        CapacityPeaks.Value floor = known.peaks().memoryBytes();
        return row(
                MEMORY,
                "Memory that is always in use",
                value(floor),
                (double) known.limits().memoryMaxBytes(),
                "bytes",
                floor == null
                        ? "Known when a day was measured for an hour."
                        : "The highest of the days' lowest heap, " + Figures.day(floor.at()) + ".");
    }

    private static Headroom peak(
            String key, String title, CapacityPeaks.@Nullable Value peak, double limit, String unit, String what) {
        return row(
                key,
                title,
                value(peak),
                limit,
                unit,
                peak == null ? NOT_MEASURED : what + ", " + Figures.moment(peak.at()) + ".");
    }

    private static Headroom row(
            String key, String title, @Nullable Double used, @Nullable Double limit, String unit, String evidence) {
        Double share = used == null || limit == null || limit <= 0 ? null : (Double) (used / limit);
        return new Headroom(key, title, used, limit, unit, share, state(share), evidence);
    }

    private static CapacityState state(@Nullable Double share) {
        if (share == null) {
            return CapacityState.UNKNOWN;
        }
        return share >= CRITICAL ? CapacityState.CRITICAL : share >= WARNING ? CapacityState.WARNING : CapacityState.OK;
    }

    private static @Nullable Double value(CapacityPeaks.@Nullable Value peak) {
        return peak == null ? null : (Double) peak.value();
    }
}
