package dev.opsdeck.console.loadruns;

import dev.opsdeck.api.loadruns.LoadFigures;
import dev.opsdeck.api.loadruns.LoadModel;
import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.api.loadruns.LoadVerdict;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What is said of a load run. The goals are those of [LoadVerdict#PASS]: p95 under 200 ms, errors under 0.1 %. Pure
/// functions, any thread.
final class RunWords {

    static final double GOAL_P95_MILLIS = 200;
    static final double GOAL_ERROR_SHARE = 0.001;

    private RunWords() {}

    static State state(LoadRun run) {
        return switch (run.state()) {
            case RUNNING -> State.UNKNOWN;
            case FAILED -> State.CRITICAL;
            case DONE, STOPPED ->
                switch (run.verdict()) {
                    case PASS -> State.OK;
                    case FAIL -> State.CRITICAL;
                    case NOT_VALID -> State.WARNING;
                    case null -> State.UNKNOWN;
                };
        };
    }

    /// The word beside the shape.
    static String word(LoadRun run) {
        return switch (run.state()) {
            case RUNNING -> "running";
            case FAILED -> "failed";
            case STOPPED, DONE ->
                switch (run.verdict()) {
                    case PASS -> "pass";
                    case FAIL -> "did not pass";
                    case NOT_VALID -> "not valid";
                    case null -> run.state() == LoadState.STOPPED ? "stopped" : "no verdict";
                };
        };
    }

    /// `#41 baseline · 200 users`.
    static String name(LoadRun run) {
        return "#" + run.id() + " " + profile(run.profile());
    }

    static String profile(LoadProfile profile) {
        return switch (profile) {
            case SMOKE -> "smoke";
            case BASELINE -> "baseline";
            case CONSTANT -> "constant";
            case SPIKE -> "spike";
            case RAMP -> "ramp";
            case SOAK -> "soak";
            case GOAL -> "125k";
        };
    }

    /// `200 users` or `500 req/s`.
    static String load(LoadRun run) {
        return run.model() == LoadModel.CLOSED
                ? users(run.users())
                : Formats.rate(run.ratePerSecond()).trimmed().text();
    }

    static String users(int users) {
        return users == 1 ? "1 user" : Formats.count(users) + " users";
    }

    static String time(int seconds) {
        return Formats.duration(Duration.ofSeconds(seconds));
    }

    /// The verdict in one sentence, with the figures it rests on.
    static String sentence(LoadRun run, int secondsDone) {
        LoadFigures figures = run.figures();
        return switch (run.state()) {
            case RUNNING ->
                "Running: " + time(Math.min(secondsDone, run.durationSeconds())) + " of " + time(run.durationSeconds())
                        + ", " + soFar(figures);
            case FAILED -> "Failed: the run could not go on";
            case STOPPED, DONE -> ended(run, figures, secondsDone);
        };
    }

    private static String ended(LoadRun run, LoadFigures figures, int secondsDone) {
        String found = FoundWords.sentence(run.findings());
        if (found != null && (run.verdict() == LoadVerdict.PASS || run.verdict() == LoadVerdict.FAIL)) {
            return found;
        }
        return switch (run.verdict()) {
            case PASS -> "Goals kept: p95 " + p95(figures) + ", errors " + errors(figures);
            case FAIL -> missed(figures);
            case NOT_VALID -> "Not valid: the generator fell behind by up to " + millis(figures.latenessMillisMax());
            case null ->
                figures.completed() == 0
                        ? "Stopped before there was anything to judge"
                        : "Stopped after " + time(secondsDone) + ": p95 " + p95(figures) + ", errors "
                                + errors(figures);
        };
    }

    private static String missed(LoadFigures figures) {
        List<String> parts = new ArrayList<>();
        if (figures.response().p95Millis() >= GOAL_P95_MILLIS) {
            parts.add("p95 " + p95(figures));
        }
        if (errorShare(figures) >= GOAL_ERROR_SHARE) {
            parts.add("errors " + errors(figures));
        }
        // The goals were kept but for what was rounded here: the remarks say which alert rule would have fired.
        return parts.isEmpty()
                ? "Did not pass: p95 " + p95(figures) + ", errors " + errors(figures)
                : "Goal missed: " + String.join(", ", parts);
    }

    /// What stands below the verdict: the goals, and why a run failed or says nothing.
    static String explanation(LoadRun run) {
        if (run.state() == LoadState.FAILED) {
            return run.reason() == null ? "The server gave no reason." : run.reason();
        }
        if (run.state() == LoadState.RUNNING) {
            return "Latency counts from the intended start of each request. The goals are p95 under 200 ms and errors"
                    + " under 0.1 %.";
        }
        String goals = "The goals are p95 under 200 ms and errors under 0.1 %.";
        String stopped = run.state() == LoadState.STOPPED ? "It was stopped; the figures are those until then. " : "";
        return run.verdict() == LoadVerdict.NOT_VALID
                ? stopped
                        + "The figures say nothing sure of the server: lower the rate, or give the generator more CPU."
                : stopped + goals;
    }

    private static String soFar(LoadFigures figures) {
        return figures.completed() == 0
                ? "no answer yet"
                : "p95 " + p95(figures) + " so far, "
                        + (figures.errors() == 0 ? "no errors" : "errors " + errors(figures));
    }

    static String millis(double millis) {
        return Formats.millis(millis).text();
    }

    /// A dash when no time was measured: no answer takes none.
    static String p95(LoadFigures figures) {
        double p95 = figures.response().p95Millis();
        return p95 > 0 ? millis(p95) : Formats.NONE;
    }

    static String errors(LoadFigures figures) {
        return Formats.percent(errorShare(figures)).text();
    }

    static double errorShare(LoadFigures figures) {
        return figures.completed() == 0 ? 0 : (double) figures.errors() / figures.completed();
    }

    /// What the order would do, before it is given.
    static String plan(RunForm form, String target) {
        String time = time(form.durationSeconds());
        String plan = switch (form.kind()) {
            case SMOKE, RATE, SOAK ->
                form.totalRequests().isPresent() ? requests(form) + " to " + target + " in " + time + "." : "";
            case BASELINE, USERS ->
                users(form.usersAtOnce()) + " at once on " + target + " for " + time + ". " + pace(form);
            case SPIKE ->
                requests(form) + " to " + target + " in 2 min: " + rate(form.perSecond()) + ", in the middle 30 s of "
                        + rate(10 * form.perSecond()) + ".";
            case RAMP ->
                "Steps of 10 s, each " + rate(form.perSecond()) + " more, on " + target
                        + " until a goal breaks: at most 30 steps, up to " + rate(30 * form.perSecond()) + ".";
            case GOAL ->
                "125,000 requests of 200 users at once on " + target + ", within 30 min. None of them may fail.";
        };
        return form.rampUpSeconds() == 0 ? plan : plan + " Before that " + time(form.rampUpSeconds()) + " of ramp-up.";
    }

    /// What is said when there is no run to look at.
    static String none(RunSource source) {
        String by = !source.choice()
                ? "No load run yet."
                : source.origin().get() == RunSource.Origin.HERE
                        ? "No load run from this computer yet."
                        : "The server has made no load run of itself yet.";
        return by + " A run answers one question: does this server keep its goals under this load?";
    }

    /// Why a run of a remote server is made by one or the other, and whether a ramp counts on the page Capacity.
    static String reason(RunSource.Origin from, RunForm.Kind kind) {
        boolean ramp = kind == RunForm.Kind.RAMP;
        return from == RunSource.Origin.HERE
                ? "So the server keeps its cores for itself, and the figures hold the network between. This computer uses"
                        + " the server's token for as long as the run lasts, and keeps it nowhere."
                        + (ramp
                                ? " The page Capacity does not count it: there stand only the ramp runs that the server"
                                        + " makes of itself."
                                : "")
                : "The server sends the requests to itself: without a network, but the generator takes cores from it, and"
                        + " the report says so."
                        + (ramp ? " The page Capacity is made of such ramp runs." : "");
    }

    /// What is asked before a remote server is put under load.
    static String question(RunForm form, String target, RunSource.Origin from) {
        String rate = switch (form.kind()) {
            case SMOKE, RATE, SOAK -> " That is " + rate(form.perSecond()) + ".";
            case BASELINE, USERS, SPIKE, RAMP, GOAL -> "";
        };
        return plan(form, target) + rate
                + (from == RunSource.Origin.HERE ? " They come from this computer." : " It sends them to itself.")
                + " Everybody who uses " + target + " shares it with them. Start?";
    }

    private static String requests(RunForm form) {
        return Formats.count((long) form.totalRequests().orElse(0)) + " requests";
    }

    private static String rate(double perSecond) {
        return Formats.rate(perSecond).trimmed().text();
    }

    private static String pace(RunForm form) {
        int think = form.thinkTime();
        if (think == 0) {
            return "They do not pause: they send as many requests as the server answers.";
        }
        long most = (long) form.usersAtOnce() * form.durationSeconds() * 1000 / think;
        return "Each pauses " + Formats.millis(think).trimmed().text() + " after an answer: at most "
                + Formats.count(most) + " requests.";
    }
}
