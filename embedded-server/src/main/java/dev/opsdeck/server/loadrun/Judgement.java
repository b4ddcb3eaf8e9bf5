package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadFigures;
import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadModel;
import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a finished run says of its target, and what a reader of its figures must know. A pure function.
///
/// @param verdict null when there was nothing to judge
record Judgement(@Nullable LoadVerdict verdict, List<String> remarks) {

    static final double GOAL_P95_MILLIS = 200;
    static final double GOAL_ERRORS = 0.001;

    private static final String LIMITED = "status 429";

    Judgement {
        remarks = List.copyOf(remarks);
    }

    /// @param findings  what the profile looked for
    /// @param stopped   whether it was ended before its time: what was waiting then is nobody's fault
    /// @param sameHost  whether engine and server shared a machine
    static Judgement of(
            RunOrder order, RunFigures run, @Nullable LoadFindings findings, boolean stopped, boolean sameHost) {
        LoadFigures figures = run.figures();
        List<String> remarks = new ArrayList<>();
        if (sameHost) {
            remarks.add("Engine and server shared this machine's cores, so each slowed the other down.");
        }
        if (figures.completed() == 0) {
            remarks.add("No request was completed, so there is nothing to judge.");
            return new Judgement(null, remarks);
        }
        checkConnections(figures, remarks);
        checkAnswers(figures, remarks);
        LoadFindings.Ramp ramp = findings == null ? null : findings.ramp();
        if (ramp != null && ramp.steps().isEmpty()) {
            remarks.add("The run ended before its first step was over, so there is nothing to judge.");
            return new Judgement(null, remarks);
        }
        boolean open = order.model() == LoadModel.OPEN && !stopped;
        boolean valid = ramp == null
                ? checkGenerator(figures, open ? run.reach() : null, remarks)
                : FindingWords.steps(ramp, remarks);
        boolean kept = checkProfile(order, figures, findings, stopped, remarks);
        if (figures.errorsByKind().containsKey(LIMITED)) {
            remarks.add("The target limited these requests, so they say little about what it can bear: give the run the"
                    + " target's operator token, which is not limited.");
        }
        LoadVerdict verdict = valid ? (kept ? LoadVerdict.PASS : LoadVerdict.FAIL) : LoadVerdict.NOT_VALID;
        return new Judgement(verdict, remarks);
    }

    /// The same with the critical alert rules that would have fired. What a spike and a ramp do they do on
    /// purpose, so of them it is only said.
    ///
    /// @param critical a sentence for each
    Judgement alerted(RunOrder order, List<String> critical) {
        if (critical.isEmpty()) {
            return this;
        }
        List<String> all = new ArrayList<>(remarks);
        all.addAll(critical);
        boolean meant = order.profile() == LoadProfile.SPIKE || order.profile() == LoadProfile.RAMP;
        return new Judgement(verdict == LoadVerdict.PASS && !meant ? LoadVerdict.FAIL : verdict, all);
    }

    private static void checkConnections(LoadFigures figures, List<String> remarks) {
        long notSent = figures.errorsByKind().getOrDefault(RunFigures.NOT_SENT, 0L);
        if (notSent > 0) {
            remarks.add(notSent + " requests were not sent, because all " + RunOrder.MAX_CONNECTIONS
                    + " connections were waiting for answers to the end.");
        }
    }

    private static void checkAnswers(LoadFigures figures, List<String> remarks) {
        long unanswered = figures.errorsByKind().entrySet().stream()
                .filter(kind -> !RunFigures.isAnswer(kind.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        if (unanswered == figures.completed()) {
            remarks.add("The target took a connection when the run began, and answered none of " + unanswered
                    + " requests (" + kinds(figures.errorsByKind()) + "): see whether it hangs or has ended.");
        }
    }

    /// @param reach of an open run that ran its time
    private static boolean checkGenerator(LoadFigures figures, @Nullable Reach reach, List<String> remarks) {
        boolean late = Punctuality.late(figures);
        boolean behind = reach != null && reach.generatorBehind();
        if (late) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "The generator fell behind: it started %d of %d requests more than 50 ms late (%.0f ms at worst),"
                            + " so these figures say nothing sure of the server. Ask for less, or run it from a machine"
                            + " with time to spare.",
                    figures.late(),
                    figures.sent(),
                    figures.latenessMillisMax()));
        } else if (reach != null && behind) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "The generator fell behind: when the time was over, %d of %d requests were due and not sent, though"
                            + " connections were free, so these figures say nothing sure of the server. Ask for less, or"
                            + " run it from a machine with time to spare.",
                    reach.waiting(),
                    reach.asked()));
        }
        if (reach != null && reach.missed()) {
            remarks.add(reach.words(figures, late || behind));
        }
        return !late && !behind;
    }

    /// A spike and a ramp pass the goals on purpose; what they are judged by is what they looked for.
    private static boolean checkProfile(
            RunOrder order,
            LoadFigures figures,
            @Nullable LoadFindings findings,
            boolean stopped,
            List<String> remarks) {
        if (findings != null && findings.spike() != null) {
            boolean recovered = FindingWords.spike(findings.spike(), remarks);
            return checkErrors(figures, remarks) && recovered;
        }
        if (findings != null && findings.ramp() != null) {
            return FindingWords.ramp(findings.ramp(), remarks);
        }
        boolean goals = checkGoals(figures, remarks);
        if (findings != null && findings.soak() != null) {
            boolean flat = FindingWords.soak(findings.soak(), remarks);
            return flat && goals;
        }
        if (order.profile() == LoadProfile.GOAL && !stopped) {
            boolean all = FindingWords.allOf(RunOrder.GOAL_REQUESTS, figures, remarks);
            return all && goals;
        }
        return goals;
    }

    private static boolean checkGoals(LoadFigures figures, List<String> remarks) {
        double p95 = figures.response().p95Millis();
        if (p95 >= GOAL_P95_MILLIS) {
            remarks.add(String.format(Locale.ROOT, "p95 was %.0f ms; the goal is less than 200 ms.", p95));
        }
        return checkErrors(figures, remarks) && p95 < GOAL_P95_MILLIS;
    }

    private static boolean checkErrors(LoadFigures figures, List<String> remarks) {
        double share = (double) figures.errors() / figures.completed();
        if (share >= GOAL_ERRORS) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "%.2f %% of the requests failed (%s); the goal is less than 0.1 %%.",
                    share * 100,
                    kinds(figures.errorsByKind())));
        }
        return share < GOAL_ERRORS;
    }

    private static String kinds(Map<String, Long> errorsByKind) {
        return errorsByKind.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(5)
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(", "));
    }
}
