package dev.opsdeck.console.capacity;

import dev.opsdeck.api.capacity.CapacityAdvice;
import dev.opsdeck.api.capacity.CapacityOutlook;
import dev.opsdeck.api.capacity.CapacityPlan;
import dev.opsdeck.api.capacity.CapacityReport;
import dev.opsdeck.api.capacity.Headroom;
import dev.opsdeck.api.capacity.PlanItem;
import dev.opsdeck.api.capacity.PlanPhase;
import dev.opsdeck.api.capacity.ScalabilityFit.Point;
import dev.opsdeck.console.ui.Csv;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the page shows as a text. Whatever a name holds, it stays a text. Pure.
///
/// @param plan as it is typed; null when none was read
record CapacityExport(
        CapacityReport report,
        @Nullable CapacityPlan plan,
        @Nullable CapacityOutlook outlook,
        CapacityWords words) {

    private static final String PUNCTUATION = "\\`*_{}[]<>#|!~&@$";

    /// CommonMark, with the tables of GitHub's.
    String markdown() {
        StringBuilder out = new StringBuilder("# Capacity, ")
                .append(words.formats().full(report.at()))
                .append("\n\n");
        sentences(out, List.of(CapacityWords.now(report)));
        out.append("\n## Throughput over concurrency\n\n");
        sentences(out, List.of("Fit: " + CapacityWords.quality(report.fit().quality()) + ".", words.origin(report)));
        sentences(out, report.fit().remarks());
        sentences(out, CapacityWords.parameters(report.fit()));
        if (!report.fit().points().isEmpty()) {
            table(out, List.of("Run", "Step", "At once", "Throughput", "Curve", "Residual"), points());
        }
        out.append("\n## Headroom\n\n");
        sentences(out, List.of(words.measured(report.peaks())));
        table(out, List.of("Limit", "In use", "Share", "State", "Where from"), headroom());
        out.append("\n## Advice\n\n");
        for (CapacityAdvice advice : report.advice()) {
            out.append("- **")
                    .append(text(advice.title()))
                    .append("** (")
                    .append(word(advice))
                    .append("): ");
            out.append(text(advice.text())).append('\n');
            advice.evidence()
                    .forEach(line -> out.append("  - ").append(text(line)).append('\n'));
        }
        if (plan != null) {
            plan(out, plan);
        }
        return out.toString();
    }

    private void plan(StringBuilder out, CapacityPlan of) {
        out.append("\n## Plan\n\n");
        sentences(out, List.of("Growth: " + of.growthPercent().toPlainString() + " % a month."));
        if (outlook != null) {
            sentences(
                    out,
                    outlook.limits().stream()
                            .map(CapacityOutlook.Limit::sentence)
                            .toList());
            sentences(out, outlook.remarks());
        }
        table(out, List.of("Phase", "Price a month", "Users", "Servers", "Pool"), phases(of));
        out.append('\n');
        table(out, List.of("Item", "Cost a month", "Effort", "Impact", "Priority", "Phase", "Note"), items(of));
    }

    /// One table; what it tells of is in the first column.
    String csv() {
        List<List<? extends @Nullable Object>> rows = new ArrayList<>();
        rows.add(List.of("part", "name", "value", "limit", "unit", "state", "text"));
        for (Point point : report.fit().points()) {
            rows.add(row(
                    "point",
                    "run " + point.run() + " step " + point.step(),
                    point.perSecond(),
                    point.fitted(),
                    "1/s",
                    null,
                    "at once " + CapacityWords.small(point.concurrency())));
        }
        for (Headroom row : report.headroom()) {
            rows.add(row(
                    "headroom",
                    row.title(),
                    row.used(),
                    row.limit(),
                    row.unit(),
                    CapacityWords.state(row.state()).word(),
                    row.evidence()));
        }
        for (CapacityAdvice advice : report.advice()) {
            rows.add(row("advice", advice.title(), null, null, null, word(advice), advice.text()));
        }
        if (plan != null) {
            for (PlanPhase phase : plan.phases()) {
                rows.add(row("phase", phase.name(), phase.price(), phase.users(), plan.currency(), null, null));
            }
            for (PlanItem item : plan.items()) {
                rows.add(row(
                        "item",
                        item.name(),
                        item.cost(),
                        null,
                        plan.currency(),
                        "phase " + item.phase(),
                        "effort " + CapacityWords.level(item.effort()) + ", impact "
                                + CapacityWords.level(item.impact()) + ", priority " + item.priority()));
            }
        }
        if (outlook != null) {
            outlook.limits()
                    .forEach(limit -> rows.add(row(
                            "outlook",
                            limit.title(),
                            limit.used(),
                            limit.limit(),
                            limit.unit(),
                            limit.month(),
                            limit.sentence())));
        }
        return rows.stream().map(Csv::line).collect(Collectors.joining());
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }

    private static String word(CapacityAdvice advice) {
        return CapacityWords.state(advice.state()).word();
    }

    private List<List<String>> points() {
        return report.fit().points().stream()
                .map(point -> List.of(
                        "#" + point.run(),
                        Integer.toString(point.step()),
                        CapacityWords.amount(point.concurrency(), "count"),
                        CapacityWords.amount(point.perSecond(), "1/s"),
                        CapacityWords.amount(point.fitted(), "1/s"),
                        point.fitted() == null
                                ? CapacityWords.amount(null, "1/s")
                                : CapacityWords.amount(point.perSecond() - point.fitted(), "1/s")))
                .toList();
    }

    private List<List<String>> headroom() {
        return report.headroom().stream()
                .map(row -> List.of(
                        row.title(),
                        CapacityWords.headroom(row),
                        CapacityWords.share(row),
                        CapacityWords.state(row.state()).word(),
                        row.evidence()))
                .toList();
    }

    private static List<List<String>> phases(CapacityPlan plan) {
        return plan.phases().stream()
                .map(phase -> List.of(
                        phase.name(),
                        CapacityWords.money(phase.price(), plan.currency()),
                        Integer.toString(phase.users()),
                        Integer.toString(phase.servers()),
                        Integer.toString(phase.pool())))
                .toList();
    }

    private static List<List<String>> items(CapacityPlan plan) {
        return plan.items().stream()
                .map(item -> List.of(
                        item.name(),
                        CapacityWords.money(item.cost(), plan.currency()),
                        CapacityWords.level(item.effort()),
                        CapacityWords.level(item.impact()),
                        Integer.toString(item.priority()),
                        Integer.toString(item.phase()),
                        item.note() == null ? "" : item.note()))
                .toList();
    }

    private static void sentences(StringBuilder out, List<String> sentences) {
        sentences.stream()
                .filter(sentence -> !sentence.isEmpty())
                .forEach(sentence -> out.append(text(sentence)).append("  \n"));
    }

    private static void table(StringBuilder out, List<String> columns, List<List<String>> rows) {
        out.append('\n')
                .append(line(columns))
                .append('|')
                .append(" --- |".repeat(columns.size()))
                .append('\n');
        rows.forEach(row -> out.append(line(row)));
    }

    private static String line(List<String> cells) {
        return cells.stream().map(CapacityExport::text).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String text(String plain) {
        StringBuilder escaped = new StringBuilder();
        plain.codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                escaped.append(' ');
                return;
            }
            if (PUNCTUATION.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.appendCodePoint(c);
        });
        return escaped.toString();
    }
}
