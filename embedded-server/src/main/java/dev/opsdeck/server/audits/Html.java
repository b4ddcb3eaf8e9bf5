package dev.opsdeck.server.audits;

import dev.opsdeck.api.audits.AuditSection;
import dev.opsdeck.api.audits.AuditTable;
import java.util.List;

/// A paper as one HTML file that needs nothing else: no script, no picture and no font is fetched. Pure.
final class Html {

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <style>
            :root { color-scheme: light dark; --line: #d5dae1; --muted: #5b6673; --accent: #2563c9; }
            @media (prefers-color-scheme: dark) { :root { --line: #3a434f; --muted: #9aa5b1; --accent: #7aa7f0; } }
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 60em; padding: 0 1em; }
            h1 { font-size: 1.6em; } h2 { font-size: 1.2em; margin-top: 2em; }
            p { margin: .4em 0; } .head, figcaption, text { color: var(--muted); fill: var(--muted); }
            .head, td, th { overflow-wrap: anywhere; }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; margin: 1em 0; width: 100%; }
            td, th { border-bottom: 1px solid var(--line); padding: .35em .6em; text-align: left; vertical-align: top; }
            td.n, th.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
            .charts { display: grid; gap: 1em; grid-template-columns: repeat(auto-fill, minmax(20em, 1fr)); }
            figure { margin: 0; } svg { display: block; width: 100%; }
            svg text { font-size: 11px; } svg .grid { stroke: var(--line); }
            svg .line { fill: none; stroke: var(--accent); stroke-width: 1.6; } svg .dot { fill: var(--accent); }
            </style>
            """;

    private Html() {}

    static String of(Paper paper) {
        StringBuilder out = new StringBuilder(HEAD)
                .append("<title>")
                .append(text(paper.title()))
                .append("</title>\n</head>\n<body>\n");
        out.append("<h1>").append(text(paper.title())).append("</h1>\n");
        paper.head()
                .forEach(line ->
                        out.append("<p class=\"head\">").append(text(line)).append("</p>\n"));
        paper.sections().forEach(section -> section(out, section));
        return out.append("</body>\n</html>\n").toString();
    }

    private static void section(StringBuilder out, AuditSection section) {
        out.append("<h2>").append(text(section.title())).append("</h2>\n");
        section.sentences()
                .forEach(sentence -> out.append("<p>").append(text(sentence)).append("</p>\n"));
        if (!section.charts().isEmpty()) {
            out.append("<div class=\"charts\">\n");
            section.charts().forEach(chart -> out.append(Svg.figure(chart)));
            out.append("</div>\n");
        }
        section.tables().forEach(table -> table(out, table));
    }

    private static void table(StringBuilder out, AuditTable table) {
        out.append("<div class=\"scroll\"><table>\n<thead>");
        row(out, table.columns(), table.texts(), "th");
        out.append("</thead>\n<tbody>");
        table.rows().forEach(cells -> row(out, cells, table.texts(), "td"));
        out.append("</tbody></table></div>\n");
    }

    private static void row(StringBuilder out, List<String> cells, int texts, String tag) {
        out.append("<tr>");
        for (int column = 0; column < cells.size(); column++) {
            out.append('<').append(tag).append(column < texts ? ">" : " class=\"n\">");
            out.append(text(cells.get(column))).append("</").append(tag).append('>');
        }
        out.append("</tr>\n");
    }

    /// A text in which nothing is a tag, an entity or the end of an attribute.
    static String text(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(Character.isISOControl(c) && !Character.isWhitespace(c) ? 0xFFFD : c);
            }
        });
        return out.toString();
    }
}
