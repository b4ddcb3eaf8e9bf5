package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadFigures;
import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadFindings.Step;
import dev.opsdeck.server.capacity.RampFit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whether what a profile looked for is as it should be, and the sentences that say so. Pure functions.
final class FindingWords {

    private static final double MIB = 1024 * 1024;

    private FindingWords() {}

    static boolean spike(LoadFindings.Spike spike, List<String> remarks) {
        Integer seconds = spike.recoverySeconds();
        remarks.add(String.format(
                Locale.ROOT,
                "p95 was %.1f ms before the spike and %.1f ms in it; %s",
                spike.p95BeforeMillis(),
                spike.p95DuringMillis(),
                seconds == null
                        ? "it did not come back to that while the run lasted."
                        : "it was back " + seconds + " s after the spike."));
        if (spike.errorsAfter() > 0) {
            remarks.add(spike.errorsAfter() + " requests failed after the spike; none should.");
        }
        return seconds != null && spike.errorsAfter() == 0;
    }

    /// Whether enough steps of a ramp are valid to say anything: one that broke a goal ends the question, else there
    /// must be as many as a curve needs.
    ///
    /// @param ramp has at least one step
    static boolean steps(LoadFindings.Ramp ramp, List<String> remarks) {
        List<Step> late =
                ramp.steps().stream().filter(step -> step.notValid() != null).toList();
        int valid = ramp.steps().size() - late.size();
        if (late.isEmpty()) {
            return true;
        }
        String which = late.stream().map(step -> rate(step.askedPerSecond())).collect(Collectors.joining(", "));
        remarks.add((late.size() == 1 ? "The step of " : "The steps of ") + which
                + (late.size() == 1 ? " a second is" : " a second are") + " not valid, "
                + late.getLast().notValid() + (late.size() == 1 ? "" : " in the last of them")
                + "; the figures of the whole run have them in.");
        boolean enough = ramp.brokenBy() != null || valid >= RampFit.LEAST_STEPS;
        if (!enough) {
            remarks.add("The generator kept its schedule in " + valid + " of "
                    + ramp.steps().size()
                    + " steps, and none of those broke a goal: too few to say anything, because a curve needs "
                    + RampFit.LEAST_STEPS
                    + ". Take smaller steps, or run it from a machine with time to spare.");
        }
        return enough;
    }

    /// @param ramp has at least one step
    static boolean ramp(LoadFindings.Ramp ramp, List<String> remarks) {
        Double capacity = ramp.capacityPerSecond();
        Step last = ramp.steps().getLast();
        if (capacity == null && ramp.brokenBy() == null) {
            remarks.add("In no step did the generator keep its schedule.");
            return false;
        }
        String held = capacity == null
                ? "The goals did not hold in the first valid step"
                : "The goals held up to " + rate(capacity) + " requests a second";
        String then = ramp.brokenBy() != null
                ? "; in the step of " + rate(last.askedPerSecond()) + " " + ramp.brokenBy() + "."
                : last.notValid() != null
                        ? "; whether the server bears more is not known, because above that the generator did not keep"
                                + " its schedule."
                        : "; no step broke one, so the server bears more than this run asked.";
        remarks.add(held + then);
        return capacity != null;
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%.0f", perSecond);
    }

    static boolean soak(LoadFindings.Soak soak, List<String> remarks) {
        boolean flat = flat("generator", soak.engine(), remarks);
        return flat("server", soak.server(), remarks) && flat;
    }

    private static boolean flat(String side, LoadFindings.@Nullable Memory memory, List<String> remarks) {
        if (memory == null) {
            remarks.add("The memory of the " + side + " could not be judged: it was not told, or not for long enough.");
            return true;
        }
        remarks.add(String.format(
                Locale.ROOT,
                "The memory of the %s %s: %.0f MiB were held at the beginning, %.0f MiB at the end.",
                side,
                memory.grew() ? "grew" : "stayed flat",
                memory.firstBytes() / MIB,
                memory.lastBytes() / MIB));
        return !memory.grew();
    }

    static boolean allOf(int requests, LoadFigures figures, List<String> remarks) {
        if (figures.completed() < requests) {
            remarks.add("Only " + figures.completed() + " of " + requests + " requests were answered in time.");
        }
        if (figures.errors() > 0) {
            remarks.add(figures.errors() + " requests failed; none of them may.");
        }
        return figures.completed() >= requests && figures.errors() == 0;
    }
}
