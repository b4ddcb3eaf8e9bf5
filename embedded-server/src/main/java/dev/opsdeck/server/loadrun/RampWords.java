package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.capacity.FitQuality;
import dev.opsdeck.api.capacity.ScalabilityFit;
import dev.opsdeck.api.capacity.ScalabilityFit.Curve;
import dev.opsdeck.api.capacity.ScalabilityFit.Peak;
import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.server.capacity.RampFit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The steps of a ramp and the curve through them, as reports tell them. Pure functions.
final class RampWords {

    static final List<String> HEAD = List.of("asked/s", "answered/s", "mean ms", "p95 ms", "errors", "");

    private RampWords() {}

    /// The steps of a run; none when it is no ramp.
    static List<LoadFindings.Step> steps(LoadRun run) {
        LoadFindings findings = run.findings();
        LoadFindings.Ramp ramp = findings == null ? null : findings.ramp();
        return ramp == null ? List.of() : ramp.steps();
    }

    /// One step as cells under [#HEAD].
    static List<String> row(LoadFindings.Step step) {
        return List.of(
                String.format(Locale.ROOT, "%.4g", step.askedPerSecond()),
                String.format(Locale.ROOT, "%.1f", step.reachedPerSecond()),
                String.format(Locale.ROOT, "%.2f", step.meanMillis()),
                String.format(Locale.ROOT, "%.2f", step.p95Millis()),
                Long.toString(step.errors()),
                step.notValid() == null ? "" : "not valid: " + step.notValid());
    }

    /// The curve for a person, then what is to be said of it; empty when the run is no ramp.
    static List<String> fit(LoadRun run) {
        ScalabilityFit fit = RampFit.of(run);
        if (fit == null) {
            return List.of();
        }
        List<String> sentences = new ArrayList<>();
        Curve curve = fit.curve();
        if (curve == null) {
            sentences.add("There is no curve of throughput over concurrency.");
        } else {
            sentences.add(String.format(
                    Locale.ROOT,
                    "Universal Scalability Law over %d of %d steps%s: \u03bb %.4g/s, \u03c3 %.3g, \u03ba %.3g; residual error"
                            + " %.3g/s, R\u00b2 %.3f.",
                    used(fit),
                    fit.points().size(),
                    fit.quality() == FitQuality.GOOD ? "" : ", a poor fit",
                    curve.lambda(),
                    curve.sigma(),
                    curve.kappa(),
                    curve.residualError(),
                    curve.rSquared()));
            Peak peak = curve.peak();
            if (peak != null) {
                sentences.add(String.format(
                        Locale.ROOT,
                        "Peak: %.4g requests a second with %.3g at once%s.",
                        peak.perSecond(),
                        peak.concurrency(),
                        peak.measured() ? "" : ", which is beyond what was measured"));
            }
        }
        sentences.addAll(fit.remarks());
        return sentences;
    }

    /// The same for a program; null when the run is no ramp.
    static @Nullable Map<String, Object> fitted(LoadRun run) {
        ScalabilityFit fit = RampFit.of(run);
        if (fit == null) {
            return null;
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("quality", fit.quality());
        told.put("steps", used(fit));
        if (fit.curve() != null) {
            told.put("curve", fit.curve());
        }
        told.put("remarks", fit.remarks());
        return told;
    }

    private static long used(ScalabilityFit fit) {
        return fit.points().stream().filter(point -> point.leftOut() == null).count();
    }
}
