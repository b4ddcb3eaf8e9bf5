package dev.opsdeck.server.capacity;

import dev.opsdeck.api.capacity.CapacityAdvice;
import dev.opsdeck.api.capacity.CapacityPeaks;
import dev.opsdeck.api.capacity.CapacityState;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadServerSide;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How many connections the pool needs at the server's capacity: by Little's law the requests a second times the time
/// that each holds a connection, and three standard deviations of a Poisson number as margin. Pure.
final class PoolAdvice {

    /// Standard deviations: more is asked for once in a thousand moments.
    private static final double MARGIN = 3;

    private static final int ONE_SERVER = 50;
    private static final int EACH_OF_SEVERAL = 30;
    private static final String TITLE = "Connection pool";
    private static final String RULE = "Rule: 20 connections by default; 50 for one production server, up to 250 users;"
            + " 30 each on 3 to 5 servers, up to 750 users.";

    private PoolAdvice() {}

    static CapacityAdvice of(Known known) {
        Double capacity = known.perSecond();
        LoadRun ramp = known.ramp();
        if (ramp == null || capacity == null) {
            return unknown("How many connections are needed is known when a ramp run kept the goals.");
        }
        Double held = heldMillis(ramp, known.side());
        if (held == null) {
            return unknown(Known.name(ramp)
                    + " does not know how long requests held a connection: give the next ramp run a token of the"
                    + " server, so that it can ask.");
        }
        double busy = capacity * held / 1000;
        int needed = (int) Math.ceil(busy + MARGIN * Math.sqrt(busy));
        int pool = known.limits().dbMax();
        List<String> evidence = new ArrayList<>();
        evidence.add(
                Known.name(ramp) + ": a request held a connection for " + Figures.figure(held) + " ms on average.");
        evidence.add("At " + Figures.figure(capacity) + " requests a second that is " + Figures.figure(busy)
                + " connections at once (Little's law); with three standard deviations as margin, " + needed + ".");
        CapacityPeaks.Value peak = known.peaks().dbActive();
        if (peak != null) {
            evidence.add("Most in use in everyday use: " + Figures.figure(peak.value()) + ", "
                    + Figures.moment(peak.at()) + ".");
        }
        evidence.add(RULE);
        return advice(needed, pool, evidence);
    }

    private static CapacityAdvice advice(int needed, int pool, List<String> evidence) {
        if (needed <= pool) {
            return new CapacityAdvice(
                    "pool",
                    CapacityState.OK,
                    TITLE,
                    "The pool of " + pool + " is enough: at its capacity this server needs " + needed + ".",
                    evidence);
        }
        return new CapacityAdvice(
                "pool",
                CapacityState.WARNING,
                TITLE,
                needed <= ONE_SERVER
                        ? "Raise --db-pool from " + pool + " to " + ONE_SERVER + ": at its capacity this server needs "
                                + needed + "."
                        : "At its capacity this server needs " + needed + " connections, which is more than one should"
                                + " have: run 3 to 5 servers with --db-pool " + EACH_OF_SEVERAL + " each.",
                evidence);
    }

    private static CapacityAdvice unknown(String text) {
        return new CapacityAdvice("pool", CapacityState.UNKNOWN, TITLE, text, List.of(RULE));
    }

    /// The time that a request waited for the database, or what the connections in use tell, whichever is more.
    private static @Nullable Double heldMillis(LoadRun ramp, @Nullable LoadServerSide side) {
        if (side == null) {
            return null;
        }
        double reached = ramp.figures().reachedPerSecond();
        double active = side.points().stream()
                .map(LoadServerSide.Point::dbActive)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
        double sampled = reached > 0 ? active / reached * 1000 : Double.NaN;
        LoadServerSide.Split split = side.split();
        double measured = split == null ? Double.NaN : split.databaseMillis();
        if (Double.isNaN(measured) && Double.isNaN(sampled)) {
            return null;
        }
        return Double.isNaN(measured) ? sampled : Double.isNaN(sampled) ? measured : Math.max(measured, sampled);
    }
}
