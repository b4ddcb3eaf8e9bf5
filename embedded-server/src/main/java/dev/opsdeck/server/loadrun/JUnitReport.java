package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadComparison;
import dev.opsdeck.api.loadruns.LoadOutcome;
import dev.opsdeck.api.loadruns.LoadReport;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadVerdict;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/// The verdict, and each row of a comparison, as test cases in JUnit's XML, which every CI shows: what is worse has
/// failed, what could not be told is skipped.
final class JUnitReport {

    private static final String SUITE = "opsdeck.load";

    private final XMLStreamWriter xml;

    private JUnitReport(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static byte[] of(LoadReport report, @Nullable LoadComparison comparison) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(bytes, "UTF-8");
            new JUnitReport(xml).write(report.run(), comparison);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML could not be written to memory", e);
        }
        return (bytes.toString(StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private void write(LoadRun run, @Nullable LoadComparison comparison) throws XMLStreamException {
        List<LoadComparison.Row> rows = comparison == null ? List.of() : comparison.rows();
        boolean missed = run.verdict() == LoadVerdict.FAIL;
        boolean judged = run.verdict() == LoadVerdict.PASS || missed;
        long worse =
                rows.stream().filter(row -> row.outcome() == LoadOutcome.WORSE).count();
        long open = rows.stream()
                .filter(row -> row.outcome() == LoadOutcome.INCONCLUSIVE)
                .count();
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuite");
        attribute("name", SUITE);
        attribute("tests", Integer.toString(rows.size() + 1));
        attribute("failures", Long.toString(worse + (missed ? 1 : 0)));
        attribute("errors", judged ? "0" : "1");
        attribute("skipped", Long.toString(open));
        attribute("timestamp", run.startedAt().toString());
        attribute("time", Integer.toString(run.durationSeconds()));
        goals(run, missed, judged);
        for (LoadComparison.Row row : rows) {
            compared(row);
        }
        xml.writeStartElement("system-out");
        xml.writeCharacters(clean(ReportWords.load(run) + "\n" + String.join("\n", run.remarks())));
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void goals(LoadRun run, boolean missed, boolean judged) throws XMLStreamException {
        testCase("goals", run.durationSeconds());
        if (missed) {
            outcome("failure", String.join(" ", run.remarks()));
        } else if (!judged) {
            outcome("error", String.join(" ", run.remarks()));
        }
        xml.writeEndElement();
    }

    private void compared(LoadComparison.Row row) throws XMLStreamException {
        testCase("compared: " + ReportWords.row(row), 0);
        String figures = "baseline " + ReportWords.value(row, row.a()) + ", now " + ReportWords.value(row, row.b())
                + ", change " + ReportWords.change(row);
        switch (row.outcome()) {
            case WORSE -> outcome("failure", figures);
            case INCONCLUSIVE -> outcome("skipped", figures);
            case BETTER, SAME -> {
                xml.writeStartElement("system-out");
                xml.writeCharacters(clean(figures));
                xml.writeEndElement();
            }
        }
        xml.writeEndElement();
    }

    private void testCase(String name, int seconds) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute("classname", SUITE);
        attribute("name", name);
        attribute("time", Integer.toString(seconds));
    }

    private void outcome(String element, String message) throws XMLStreamException {
        xml.writeStartElement(element);
        attribute("message", message);
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, clean(value));
    }

    /// Without what XML 1.0 does not have, however it is escaped.
    private static String clean(String text) {
        return text.codePoints()
                .map(c -> c == '\n'
                                || c == '\t'
                                || (c >= 0x20 && !(c >= 0xd800 && c < 0xe000) && c < 0xfffe)
                                || c > 0xffff
                        ? c
                        : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
