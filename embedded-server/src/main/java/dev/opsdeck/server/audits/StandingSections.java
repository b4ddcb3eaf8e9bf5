package dev.opsdeck.server.audits;

import dev.opsdeck.api.audits.AuditSection;
import dev.opsdeck.api.audits.AuditTable;
import dev.opsdeck.api.capacity.CapacityAdvice;
import dev.opsdeck.api.capacity.CapacityOutlook;
import dev.opsdeck.api.capacity.CapacityPlan;
import dev.opsdeck.api.capacity.CapacityStanding;
import dev.opsdeck.api.capacity.CapacityState;
import dev.opsdeck.api.capacity.FitQuality;
import dev.opsdeck.api.capacity.Headroom;
import dev.opsdeck.api.capacity.PlanItem;
import dev.opsdeck.api.capacity.ScalabilityFit;
import dev.opsdeck.api.capacity.ScalabilityFit.Curve;
import dev.opsdeck.api.capacity.ScalabilityFit.Peak;
import dev.opsdeck.api.capacity.ScalabilityFit.Point;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the server bears, how much of that is in use, what to do, and what it costs. Greek letters are spelled
/// out: the fonts of a printed report have none. Pure.
final class StandingSections {

    private StandingSections() {}

    /// @param cost whether the plan is told
    static List<AuditSection> of(@Nullable CapacityStanding standing, boolean cost) {
        if (standing == null) {
            return List.of();
        }
        List<AuditSection> sections = new ArrayList<>(List.of(
                fit(standing.report().fit()),
                headroom(standing.report().headroom()),
                advice(standing.report().advice())));
        if (cost) {
            sections.add(cost(standing.plan(), standing.outlook()));
        }
        return sections;
    }

    private static AuditSection fit(ScalabilityFit fit) {
        List<String> sentences = new ArrayList<>();
        sentences.add(
                switch (fit.quality()) {
                    case GOOD -> "The steps of the latest ramp run are fitted well by the Universal Scalability Law.";
                    case POOR -> "The steps of the latest ramp run are fitted poorly: do not rely on the curve.";
                    case NONE -> "What the server bears is not known.";
                });
        fit.remarks().forEach(remark -> sentences.add(spelled(remark)));
        Curve curve = fit.curve();
        if (curve != null && fit.quality() == FitQuality.GOOD) {
            sentences.addAll(curve(curve));
        }
        Cells cells = new Cells(1, "Step", "Asked", "At once", "Throughput", "Curve", "p95");
        for (Point point : fit.points()) {
            cells.row(
                    "#" + point.run() + ", step " + point.step() + (point.leftOut() == null ? "" : ", left out"),
                    Words.figure(point.askedPerSecond()) + "/s",
                    Words.figure(point.concurrency()),
                    Words.figure(point.perSecond()) + "/s",
                    point.fitted() == null ? Words.NONE : Words.figure(point.fitted()) + "/s",
                    Words.millis(point.p95Millis()));
        }
        return new AuditSection("What the server bears", sentences, List.of(), cells.tables());
    }

    private static List<String> curve(Curve curve) {
        List<String> sentences = new ArrayList<>();
        sentences.add("One request at a time (lambda): " + Words.figure(curve.lambda()) + "/s; contention (sigma): "
                + exact(curve.sigma()) + "; coherency (kappa): " + exact(curve.kappa()) + ". It explains "
                + Words.percent(Math.max(0, curve.rSquared())) + " of the variation; the residuals have a standard"
                + " deviation of " + Words.figure(curve.residualError()) + "/s.");
        Peak peak = curve.peak();
        if (peak != null) {
            sentences.add("Most throughput: " + Words.figure(peak.perSecond()) + "/s with "
                    + Words.figure(peak.concurrency()) + " requests at once"
                    + (peak.measured() ? "." : ", a guess beyond what was measured."));
        }
        return sentences;
    }

    /// Also what is too small for three decimals.
    private static String exact(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.2g", value);
    }

    private static AuditSection headroom(List<Headroom> rows) {
        Cells cells = new Cells(1, "Limit", "In use", "Limit is", "Used", "State");
        List<String> sentences = new ArrayList<>();
        for (Headroom row : rows) {
            cells.row(
                    row.title(),
                    value(row.used(), row.unit()),
                    value(row.limit(), row.unit()),
                    row.share() == null ? Words.NONE : Words.percent(row.share()),
                    word(row.state()));
            sentences.add(row.title() + ": " + spelled(row.evidence()));
        }
        return new AuditSection("Headroom", sentences, List.of(), cells.tables());
    }

    private static AuditSection advice(List<CapacityAdvice> advice) {
        Cells cells = new Cells(3, "Advice", "State", "Why");
        for (CapacityAdvice item : advice) {
            cells.row(
                    item.title() + ": " + spelled(item.text()),
                    word(item.state()),
                    spelled(String.join(" ", item.evidence())));
        }
        List<String> sentences = cells.tables().isEmpty() ? List.of("There is no advice.") : List.of();
        return new AuditSection("Advice", sentences, List.of(), cells.tables());
    }

    private static AuditSection cost(CapacityPlan plan, CapacityOutlook outlook) {
        List<String> sentences = new ArrayList<>();
        outlook.limits().forEach(limit -> sentences.add(limit.sentence()));
        sentences.addAll(outlook.remarks());
        Cells phases = new Cells(1, "Phase", "Price a month", "Its items", "Users", "Servers", "Pool");
        for (CapacityOutlook.Phase phase : outlook.phases()) {
            var planned = plan.phases().get(phase.phase() - 1);
            phases.row(
                    phase.phase() + ". " + phase.name(),
                    money(phase.price(), plan),
                    money(phase.items(), plan) + (phase.over() ? ", over" : ""),
                    Words.count(planned.users()),
                    Words.count(planned.servers()),
                    Words.count(planned.pool()));
        }
        Cells items = new Cells(1, "Item", "Cost a month", "Effort", "Impact", "Priority", "Phase");
        for (PlanItem item : plan.items()) {
            items.row(
                    item.name(),
                    money(item.cost(), plan),
                    word(item.effort()),
                    word(item.impact()),
                    Words.count(item.priority()),
                    Words.count(item.phase()));
        }
        List<AuditTable> tables = new ArrayList<>(phases.tables());
        tables.addAll(items.tables());
        return new AuditSection("Cost", sentences, List.of(), tables);
    }

    private static String value(@Nullable Double value, String unit) {
        if (value == null) {
            return Words.NONE;
        }
        return switch (unit) {
            case "1/s" -> Words.figure(value) + "/s";
            case "ms" -> Words.millis(value);
            case "bytes" -> Words.bytes(value);
            case "share" -> Words.percent(value);
            default -> Words.figure(value);
        };
    }

    private static String money(BigDecimal amount, CapacityPlan plan) {
        return amount.toPlainString() + " " + plan.currency();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String word(CapacityState state) {
        return state == CapacityState.UNKNOWN ? "not known" : word((Enum<?>) state);
    }

    private static String spelled(String text) {
        return text.replace("λ", "lambda").replace("σ", "sigma").replace("κ", "kappa");
    }
}
