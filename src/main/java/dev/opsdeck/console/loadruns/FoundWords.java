package dev.opsdeck.console.loadruns;

import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.console.ui.Formats;
import org.jspecify.annotations.Nullable;

/// What a run found out that was made to find something, in one sentence. Pure functions, any thread.
final class FoundWords {

    private FoundWords() {}

    /// Null when the figures themselves say it.
    static @Nullable String sentence(@Nullable LoadFindings findings) {
        if (findings == null) {
            return null;
        }
        if (findings.spike() != null) {
            return spike(findings.spike());
        }
        if (findings.ramp() != null) {
            return ramp(findings.ramp());
        }
        LoadFindings.Soak soak = findings.soak();
        return soak == null ? null : soak(soak);
    }

    private static String spike(LoadFindings.Spike spike) {
        Integer seconds = spike.recoverySeconds();
        String figures = "p95 " + RunWords.millis(spike.p95BeforeMillis()) + " before the spike, "
                + RunWords.millis(spike.p95DuringMillis()) + " in it";
        if (seconds == null) {
            return "Not recovered while the run lasted: " + figures;
        }
        return (spike.errorsAfter() == 0
                        ? "Recovered " + seconds + " s after the spike: "
                        : Formats.count(spike.errorsAfter()) + " requests failed after the spike: ")
                + figures;
    }

    private static String ramp(LoadFindings.Ramp ramp) {
        Double capacity = ramp.capacityPerSecond();
        long late =
                ramp.steps().stream().filter(step -> step.notValid() != null).count();
        String left = late == 0
                ? ""
                : "; generator late in " + late + " of " + ramp.steps().size() + " steps, which do not count";
        if (capacity == null) {
            return (ramp.brokenBy() == null
                            ? "Nothing is known of the server"
                            : "Goals missed in the first step" + (late == 0 ? "" : " that counts") + ": "
                                    + ramp.brokenBy())
                    + left;
        }
        boolean lateAtLast = late > 0 && ramp.steps().getLast().notValid() != null;
        String beyond = ramp.brokenBy() != null
                ? "then " + ramp.brokenBy()
                : lateAtLast ? "above that not known" : "and no step broke one";
        return "Goals kept up to " + Formats.rate(capacity).trimmed().text() + ", " + beyond + left;
    }

    private static @Nullable String soak(LoadFindings.Soak soak) {
        boolean server = soak.server() != null && soak.server().grew();
        boolean engine = soak.engine() != null && soak.engine().grew();
        return server ? "The memory of the server grew" : engine ? "The memory of the generator grew" : null;
    }
}
