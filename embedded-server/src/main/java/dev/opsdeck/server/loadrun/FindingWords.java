package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadFigures;
import dev.opsdeck.api.loadruns.LoadFindings;
import java.util.List;
import java.util.Locale;
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

    static boolean ramp(LoadFindings.Ramp ramp, List<String> remarks) {
        Double capacity = ramp.capacityPerSecond();
        String held = capacity == null
                ? "The goals did not hold in the first step"
                : String.format(Locale.ROOT, "The goals held up to %.0f requests a second", capacity);
        String then = ramp.brokenBy() == null
                ? "; no step broke one, so the server bears more than this run asked."
                : "; in the step of "
                        + String.format(
                                Locale.ROOT, "%.0f", ramp.steps().getLast().askedPerSecond()) + " "
                        + ramp.brokenBy() + ".";
        remarks.add(held + then);
        return capacity != null;
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
