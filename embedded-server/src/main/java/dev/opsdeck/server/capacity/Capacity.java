package dev.opsdeck.server.capacity;

import dev.opsdeck.api.audits.AuditCapacity;
import dev.opsdeck.api.capacity.CapacityOutlook;
import dev.opsdeck.api.capacity.CapacityPeaks;
import dev.opsdeck.api.capacity.CapacityPlan;
import dev.opsdeck.api.capacity.CapacityReport;
import dev.opsdeck.api.capacity.CapacityStanding;
import dev.opsdeck.api.capacity.FitQuality;
import dev.opsdeck.api.capacity.ScalabilityFit;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadServerSide;
import dev.opsdeck.api.loadruns.LoadVerdict;
import dev.opsdeck.server.audit.ActionLog;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Bodies;
import dev.opsdeck.server.http.Json;
import io.helidon.webserver.http.HttpService;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What this server bears, and the plan of what more costs. Any thread; everything is asked of the database anew.
public final class Capacity {

    private static final int MOST_RUNS = 10;

    private final PlanRepository plans;
    private final Sources sources;
    private final ActionLog actions;
    private final InstantSource clock;

    /// Where its figures come from: the other features, as the wiring hands them over.
    ///
    /// @param ramps  ramp runs of this server against itself that ran their time
    /// @param side   what the server said of itself during the run of that number; null when it did not
    /// @param users  closed runs of this server that ran their time
    /// @param limits what the server has now
    public record Sources(
            Runs ramps,
            LongFunction<@Nullable LoadServerSide> side,
            Runs users,
            Peaks peaks,
            Supplier<AuditCapacity> limits) {}

    /// Load runs that began before a moment.
    @FunctionalInterface
    public interface Runs {

        /// @return newest first
        List<LoadRun> before(Instant end, int limit);
    }

    /// What was measured in everyday use.
    @FunctionalInterface
    public interface Peaks {

        /// @param usersAdvised stretches with more users are looked for
        CapacityPeaks of(Instant from, Instant to, int usersAdvised);
    }

    public Capacity(Database database, Json json, Sources sources, ActionLog actions, InstantSource clock) {
        this.plans = new PlanRepository(database, json);
        this.sources = sources;
        this.actions = actions;
        this.clock = clock;
    }

    /// `/ops/capacity`.
    public HttpService routes(Answers answers, Bodies bodies, Access access) {
        return new CapacityRoutes(this, answers, bodies, access, clock);
    }

    /// All that is known of a period, with the plan of now.
    ///
    /// @param to excluded
    public CapacityStanding standing(Instant from, Instant to) {
        CapacityReport report = report(from, to, 1);
        CapacityPlan plan = plans.load().plan();
        return new CapacityStanding(report, plan, outlook(plan, report, to));
    }

    PlanRepository.Stored plan() {
        return plans.load();
    }

    /// Replaces the plan, unless it is not that of that revision any more.
    CapacityPlan save(CapacityPlan plan, long revision, String actor) {
        if (!plans.save(revision, plan)) {
            throw changedMeanwhile();
        }
        actions.log(
                LogEntry.Kind.SETTING,
                "Saved the capacity plan: " + plan.items().size() + " items, a growth of "
                        + plan.growthPercent().stripTrailingZeros().toPlainString() + " % a month.",
                actor);
        return plan;
    }

    static ApiException changedMeanwhile() {
        return ApiException.preconditionFailed(
                "Somebody else has changed the plan meanwhile: read it again, and make your change to that.");
    }

    /// When limits are reached if that plan is right.
    CapacityOutlook outlook(CapacityPlan plan, Instant from, Instant to) {
        return outlook(plan, report(from, to, 1), to);
    }

    private CapacityOutlook outlook(CapacityPlan plan, CapacityReport report, Instant now) {
        return Outlook.of(
                plan,
                report.headroom(),
                sources.limits().get().usersAdvised(),
                YearMonth.from(now.atOffset(ZoneOffset.UTC)));
    }

    /// @param to   excluded
    /// @param runs how many of the latest ramp runs are fitted together
    CapacityReport report(Instant from, Instant to, int runs) {
        return report(sources, from, to, runs, clock.instant().truncatedTo(ChronoUnit.MINUTES));
    }

    static CapacityReport report(Sources sources, Instant from, Instant to, int runs, Instant now) {
        List<LoadRun> done = sources.ramps().before(to, MOST_RUNS);
        List<LoadRun> ramps = done.stream()
                .filter(run -> counts(run) && RampSteps.ramp(run) != null)
                .limit(runs)
                .toList();
        AuditCapacity limits = sources.limits().get();
        Known known = new Known(
                ramps.isEmpty() ? null : ramps.getFirst(),
                ramps.isEmpty() ? null : sources.side().apply(ramps.getFirst().id()),
                latestWithGoalUsers(sources, to),
                sources.peaks().of(from, to, limits.usersAdvised()),
                limits);
        return new CapacityReport(
                now,
                ramps.stream().map(RampSteps::summary).toList(),
                fit(ramps, done.isEmpty()),
                known.peaks(),
                HeadroomRows.of(known),
                Advices.of(known, now));
    }

    private static ScalabilityFit fit(List<LoadRun> ramps, boolean none) {
        return ramps.isEmpty()
                ? new ScalabilityFit(
                        FitQuality.NONE,
                        List.of(
                                none
                                        ? "No ramp run that this server made of itself is known. Those of other machines do"
                                                + " not count here."
                                        : "In no ramp run that this server made of itself did the generator keep up in enough"
                                                + " steps, so none says what the server bears. Start one with smaller steps"
                                                + " while the server has little else to do: those of other machines do not"
                                                + " count here."),
                        List.of(),
                        null)
                : Scalability.fit(ramps.stream()
                        .flatMap(run -> RampSteps.of(run).stream())
                        .toList());
    }

    private static @Nullable LoadRun latestWithGoalUsers(Sources sources, Instant to) {
        return sources.users().before(to, MOST_RUNS).stream()
                .filter(run -> counts(run) && run.users() >= Known.GOAL_USERS)
                .findFirst()
                .orElse(null);
    }

    /// When the generator fell behind, the figures are not the server's.
    private static boolean counts(LoadRun run) {
        return run.verdict() == LoadVerdict.PASS || run.verdict() == LoadVerdict.FAIL;
    }
}
