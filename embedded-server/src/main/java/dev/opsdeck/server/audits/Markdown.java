package dev.opsdeck.server.audits;

import dev.opsdeck.api.audits.AuditChart;
import dev.opsdeck.api.audits.AuditPoint;
import dev.opsdeck.api.audits.AuditSection;
import dev.opsdeck.api.audits.AuditTable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A paper as Markdown (CommonMark, with the tables of GitHub's). Charts become a table of days. Whatever a text
/// holds, it stays a text. Pure.
final class Markdown {

    private static final String PUNCTUATION = "\\`*_{}[]<>#|!~&@$";

    private Markdown() {}

    static String of(Paper paper) {
        StringBuilder out = new StringBuilder("# ").append(text(paper.title())).append("\n\n");
        paper.head().forEach(line -> out.append(text(line)).append("  \n"));
        for (AuditSection section : paper.sections()) {
            out.append("\n## ").append(text(section.title())).append('\n');
            section.sentences()
                    .forEach(sentence -> out.append('\n').append(text(sentence)).append('\n'));
            if (!section.charts().isEmpty()) {
                table(out, days(section.charts()));
            }
            section.tables().forEach(table -> table(out, table));
        }
        return out.toString();
    }

    private static void table(StringBuilder out, AuditTable table) {
        out.append('\n').append(row(table.columns())).append('|');
        for (int column = 0; column < table.columns().size(); column++) {
            out.append(column < table.texts() ? " --- |" : " ---: |");
        }
        out.append('\n');
        table.rows().forEach(cells -> out.append(row(cells)));
    }

    private static String row(List<String> cells) {
        return cells.stream().map(Markdown::text).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static AuditTable days(List<AuditChart> charts) {
        Map<String, String[]> rows = new LinkedHashMap<>();
        charts.stream()
                .flatMap(chart -> chart.points().stream())
                .sorted(Comparator.comparing(AuditPoint::at))
                .forEach(point -> rows.computeIfAbsent(point.label(), day -> blank(day, charts.size())));
        for (int i = 0; i < charts.size(); i++) {
            for (AuditPoint point : charts.get(i).points()) {
                rows.computeIfAbsent(point.label(), day -> blank(day, charts.size()))[i + 1] =
                        Words.figure(point.value());
            }
        }
        Cells cells = new Cells(
                1,
                Stream.concat(
                                Stream.of("Day"),
                                charts.stream()
                                        .map(chart -> chart.unit().isEmpty()
                                                ? chart.title()
                                                : chart.title() + ", " + chart.unit()))
                        .toArray(String[]::new));
        rows.values().forEach(cells::row);
        return cells.tables().getFirst();
    }

    private static String[] blank(String day, int charts) {
        String[] row = new String[charts + 1];
        Arrays.fill(row, Words.NONE);
        row[0] = day;
        return row;
    }

    /// A text on one line in which nothing is a mark, a link or a tag.
    static String text(String text) {
        StringBuilder out = new StringBuilder();
        String line = text.replaceAll("\\s+", " ").strip();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean mark = PUNCTUATION.indexOf(c) >= 0
                    // A list or a rule at the beginning; a numbered list; an address that would become a link.
                    || (i == 0 && "-+=".indexOf(c) >= 0 && line.startsWith(" ", 1))
                    || ((c == '.' || c == ')') && line.startsWith(" ", i + 1) && digits(line, i))
                    || (c == ':' && line.startsWith("://", i))
                    || (c == '.' && i >= 3 && line.regionMatches(true, i - 3, "www", 0, 3));
            if (mark) {
                out.append('\\');
            }
            out.append(c);
        }
        return out.toString();
    }

    private static boolean digits(String line, int end) {
        return end > 0 && line.chars().limit(end).allMatch(c -> c >= '0' && c <= '9');
    }
}
