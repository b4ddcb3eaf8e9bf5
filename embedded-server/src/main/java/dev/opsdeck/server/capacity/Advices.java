package dev.opsdeck.server.capacity;

import dev.opsdeck.api.capacity.CapacityAdvice;
import dev.opsdeck.api.capacity.CapacityPeaks;
import dev.opsdeck.api.capacity.CapacityState;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadServerSide;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What to do, each with the figures that say so, and none where they are missing. Pure.
final class Advices {

    /// More users than advised for so long are sustained.
    static final int SUSTAINED_MINUTES = 15;

    /// What an older ramp run measured was another server.
    private static final Duration OLD = Duration.ofDays(90);

    /// Of the time in the server: more, and it is the database that limits it.
    private static final double MOSTLY_DATABASE = 0.5;

    private static final int SERVERS_OF_SEVERAL = 3;

    private Advices() {}

    /// The most urgent first.
    static List<CapacityAdvice> of(Known known, Instant now) {
        List<CapacityAdvice> advice = new ArrayList<>();
        advice.add(ramp(known, now));
        advice.add(users(known));
        advice.add(PoolAdvice.of(known));
        advice.add(replicas(known));
        advice.add(readReplicas(known));
        advice.sort(Comparator.comparingInt(item -> urgency(item.state())));
        return advice;
    }

    private static int urgency(CapacityState state) {
        return switch (state) {
            case CRITICAL -> 0;
            case WARNING -> 1;
            case UNKNOWN -> 2;
            case OK -> 3;
        };
    }

    private static CapacityAdvice ramp(Known known, Instant now) {
        LoadRun ramp = known.ramp();
        if (ramp == null) {
            return new CapacityAdvice(
                    "ramp",
                    CapacityState.UNKNOWN,
                    "Measure the capacity",
                    "Start a ramp run: it raises the load until a goal breaks. Without one, what this server bears is"
                            + " not known.",
                    List.of());
        }
        boolean old = Duration.between(ramp.startedAt(), now).compareTo(OLD) > 0;
        return new CapacityAdvice(
                "ramp",
                old ? CapacityState.WARNING : CapacityState.OK,
                "Measure the capacity",
                old
                        ? "The ramp run is older than " + OLD.toDays()
                                + " days: start a new one, the server has changed" + " since."
                        : "The capacity was measured within the last " + OLD.toDays() + " days.",
                evidence(ramp));
    }

    private static List<String> evidence(LoadRun ramp) {
        List<String> evidence = new ArrayList<>();
        evidence.add(Known.name(ramp) + " of " + ramp.target() + ".");
        evidence.addAll(ramp.remarks());
        return evidence;
    }

    private static CapacityAdvice users(Known known) {
        int advised = known.limits().usersAdvised();
        CapacityPeaks.Value peak = known.peaks().users();
        String title = "More than " + advised + " users at once";
        if (peak == null) {
            return new CapacityAdvice(
                    "users", CapacityState.UNKNOWN, title, "No user was counted yet in the time looked at.", List.of());
        }
        CapacityPeaks.BusyUsers busy = known.peaks().busyUsers();
        if (busy != null && busy.minutes() >= SUSTAINED_MINUTES) {
            return new CapacityAdvice(
                    "users",
                    CapacityState.WARNING,
                    title,
                    "Scale out: more than " + advised + " users at once were sustained for " + busy.minutes()
                            + " minutes.",
                    List.of("On " + busy.node() + " from " + Figures.moment(busy.from()) + " to "
                            + Figures.moment(busy.to()) + ", " + Figures.figure(busy.mean())
                            + " users on average."));
        }
        return new CapacityAdvice(
                "users",
                CapacityState.OK,
                title,
                "There were never more than " + advised + " for " + SUSTAINED_MINUTES + " minutes.",
                List.of(
                        "Most: " + Figures.figure(peak.value()) + ", " + Figures.moment(peak.at()) + ".",
                        "So many minutes were measured: " + known.peaks().minutes() + "."));
    }

    private static CapacityAdvice replicas(Known known) {
        String title = "Servers";
        Double capacity = known.perSecond();
        CapacityPeaks.Value peak = known.peaks().perSecond();
        if (capacity == null || peak == null) {
            return new CapacityAdvice(
                    "replicas",
                    CapacityState.UNKNOWN,
                    title,
                    capacity == null
                            ? "How many servers are needed is known when a ramp run kept the goals."
                            : "No minute was measured yet in the time looked at.",
                    List.of());
        }
        int byRate = (int) Math.max(1, Math.ceil(peak.value() / (capacity * Known.PLANNED)));
        CapacityPeaks.Value users = known.peaks().users();
        boolean manyUsers = users != null && users.value() > Known.GOAL_USERS;
        int servers = manyUsers ? Math.max(SERVERS_OF_SEVERAL, byRate) : byRate;
        List<String> evidence = new ArrayList<>();
        evidence.add("The busiest minute of one server, " + Figures.moment(peak.at()) + ", had "
                + Figures.figure(peak.value()) + " requests a second; one server keeps the goals up to "
                + Figures.figure(capacity) + ", and is planned for " + Figures.percent(Known.PLANNED) + " of that.");
        if (users != null) {
            evidence.add("Most users at once: " + Figures.figure(users.value()) + ". Three servers behind a load"
                    + " balancer are meant for 600 and more.");
        }
        evidence.add("That several servers bear as many times more is true only while the database keeps up: a ramp run"
                + " of the load balancer tells.");
        return new CapacityAdvice(
                "replicas",
                servers > 1 ? CapacityState.WARNING : CapacityState.OK,
                title,
                servers > 1
                        ? "Run " + servers + " servers behind a load balancer in place of each."
                        : "One server is enough: at most " + Figures.percent(peak.value() / capacity)
                                + " of its capacity is in use.",
                evidence);
    }

    private static CapacityAdvice readReplicas(Known known) {
        String title = "Read replicas";
        LoadRun ramp = known.ramp();
        LoadServerSide side = known.side();
        LoadServerSide.Split split = side == null ? null : side.split();
        CapacityPeaks.Value rate = known.peaks().perSecond();
        Double capacity = known.perSecond();
        if (ramp == null || split == null || rate == null || capacity == null) {
            return new CapacityAdvice(
                    "read-replicas",
                    CapacityState.UNKNOWN,
                    title,
                    "Whether the database limits the server is known after a ramp run that kept the goals and had a"
                            + " token of the server.",
                    List.of());
        }
        double inServer = split.handlerMillis() + split.databaseMillis();
        double share = inServer > 0 ? split.databaseMillis() / inServer : 0;
        double used = rate.value() / capacity;
        boolean wanted = share >= MOSTLY_DATABASE && used >= Known.PLANNED;
        return new CapacityAdvice(
                "read-replicas",
                wanted ? CapacityState.WARNING : CapacityState.OK,
                title,
                wanted
                        ? "Send reads to a replica with --db-replica-urls: the server is nearly full, and mostly waits"
                                + " for the database."
                        : "Not needed: "
                                + (used < Known.PLANNED
                                        ? "there is room left."
                                        : "it is not the database that takes the time."),
                List.of(
                        Known.name(ramp) + ": " + Figures.percent(share)
                                + " of the time in the server was spent waiting for the database.",
                        Figures.percent(used) + " of the capacity is in use at the peak."));
    }
}
