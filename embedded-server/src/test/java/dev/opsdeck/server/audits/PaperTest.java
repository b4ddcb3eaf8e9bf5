package dev.opsdeck.server.audits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.audits.Audit;
import dev.opsdeck.api.audits.AuditDetail;
import dev.opsdeck.api.audits.AuditKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

/// The printed formats, with texts that would like to be more than texts.
final class PaperTest {

    private static final String HOSTILE =
            "<script>alert(1)</script> | a|b `c` [d](https://evil.example) ![e](f) *g* &lt;"
                    + " \"h\" 'i' $j$ \\ www.evil.example\n# k\n| l | " + "long".repeat(120) + " 日本 − €";

    private static Paper paper(String text) {
        Audit audit = new Audit(
                3,
                AuditKind.QUARTERLY,
                "local",
                SampleFacts.week(AuditKind.QUARTERLY, text).period().from(),
                SampleFacts.week(AuditKind.QUARTERLY, text).period().to(),
                SampleFacts.NOW,
                "operator at " + text,
                4,
                4,
                text,
                SampleFacts.NOW,
                "ab".repeat(32),
                false,
                "It was changed.");
        return Paper.of(new AuditDetail(
                audit,
                ReportWriter.write(SampleFacts.week(AuditKind.QUARTERLY, text)),
                Checklist.of(AuditKind.QUARTERLY),
                text));
    }

    @Test
    void htmlHoldsNothingThatRunsOrIsFetched() throws Exception {
        String html = Html.of(paper(HOSTILE));
        Path written = Path.of("target", "audits", "hostile.html");
        Files.createDirectories(written.getParent());
        Files.writeString(written, html);
        Files.writeString(written.resolveSibling("plain.html"), Html.of(paper("boom")));

        assertThat(html).contains("&lt;script&gt;alert(1)&lt;/script&gt;").doesNotContain("<script", "<img", "<a ");
        // Every tag is one of ours; no attribute leads outside.
        assertThat(Pattern.compile("<([a-zA-Z0-9]+)").matcher(html).results().map(tag -> tag.group(1)))
                .isSubsetOf(
                        "html",
                        "head",
                        "meta",
                        "title",
                        "style",
                        "body",
                        "h1",
                        "h2",
                        "p",
                        "div",
                        "table",
                        "thead",
                        "tbody",
                        "tr",
                        "th",
                        "td",
                        "figure",
                        "figcaption",
                        "svg",
                        "line",
                        "text",
                        "polyline",
                        "circle");
        assertThat(html).doesNotContainPattern("\\s(src|href|on[a-z]+)\\s*=");
        assertThat(html).contains("default-src 'none'").contains("<polyline class=\"line\" points=\"");
        assertThat(html).contains("NOT WHOLE. It was changed.");
    }

    @Test
    void markdownKeepsItsTablesAndTextsStayTexts() {
        String markdown = Markdown.of(paper(HOSTILE));
        assertThat(markdown).doesNotContainPattern("(?<!\\\\)<").contains("\\<script\\>");
        assertThat(markdown).doesNotContain("](https://", "![e]", "\n# k", "www.evil");
        int columns = 0;
        int tables = 0;
        for (String line : markdown.split("\n", -1)) {
            if (!line.startsWith("|")) {
                columns = 0;
                continue;
            }
            int bars = line.replaceAll("\\\\\\\\", "")
                    .replaceAll("\\\\\\|", "")
                    .replaceAll("[^|]", "")
                    .length();
            if (columns == 0) {
                tables++;
                columns = bars;
            }
            assertThat(bars).as(line).isEqualTo(columns);
        }
        assertThat(tables).isGreaterThan(8);
        assertThat(markdown).contains("| Wed 1 Jul | 120 | 1 |");
        assertThat(Markdown.text("1. not a list")).isEqualTo("1\\. not a list");
        assertThat(Markdown.text("- nor this")).isEqualTo("\\- nor this");
    }

    @Test
    void pdfHasEveryCharacterOrSaysWhichOneItHasNot() throws Exception {
        byte[] pdf = Pdf.of(paper(HOSTILE));
        Path written = Path.of("target", "audits", "hostile.pdf");
        Files.createDirectories(written.getParent());
        Files.write(written, pdf);
        Files.write(written.resolveSibling("plain.pdf"), Pdf.of(paper("boom")));

        String text = text(pdf);
        String joined = text.replaceAll("\\s+", "");
        assertThat(joined)
                .contains("<script>alert(1)</script>|a|b`c`[d](https://evil.example)")
                .contains("long".repeat(120))
                .contains("[U+65E5][U+672C]-€")
                .contains("ResponsetimepP95".replace("pP", "p"))
                .contains("NOTWHOLE.Itwaschanged.");
        assertThat(text).contains("Characters that they do");
        assertThat(text(Pdf.of(paper("boom"))))
                .doesNotContain("Characters that they do")
                .contains("Page 1");
    }

    @Test
    void aReportThatCannotBeReadIsPrintedWithItsFault() {
        Audit audit = new Audit(
                3,
                AuditKind.WEEKLY,
                "local",
                SampleFacts.NOW,
                SampleFacts.NOW.plusSeconds(60),
                SampleFacts.NOW,
                "schedule",
                4,
                4,
                null,
                null,
                "ab",
                false,
                "It was changed.");
        Paper paper = Paper.of(new AuditDetail(audit, null, List.of(), null));
        assertThat(Html.of(paper)).contains("NOT WHOLE. It was changed.");
        assertThat(Markdown.of(paper)).contains("NOT WHOLE");
        assertThat(Pdf.of(paper)).isNotEmpty();
    }

    private static String text(byte[] pdf) throws Exception {
        PdfReader reader = new PdfReader(pdf);
        StringBuilder text = new StringBuilder();
        for (int page = 1; page <= reader.getNumberOfPages(); page++) {
            text.append(new PdfTextExtractor(reader).getTextFromPage(page)).append('\n');
        }
        return text.toString();
    }
}
