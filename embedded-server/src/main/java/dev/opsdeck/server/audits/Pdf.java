package dev.opsdeck.server.audits;

import dev.opsdeck.api.audits.AuditChart;
import dev.opsdeck.api.audits.AuditSection;
import dev.opsdeck.api.audits.AuditTable;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.Image;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/// A paper as PDF: A4 with its charts, in the fonts that every reader has. One thread each.
final class Pdf {

    private static final float MARGIN = 42;
    private static final float WIDTH = PageSize.A4.getWidth() - 2 * MARGIN;
    private static final float CHART_GAP = 12;
    private static final float CHART_WIDTH = (WIDTH - CHART_GAP) / 2;
    private static final float HEAD_GREY = 0.92f;
    private static final int NARROWEST = 6;
    private static final int WIDEST = 40;

    private static final String REPLACED = "This PDF is written in fonts that every reader has. Characters that they do"
            + " not have are shown by their numbers, such as [U+65E5]; the HTML shows them as they are.";

    private final Font title = new Font(Font.HELVETICA, 18, Font.BOLD);
    private final Font heading = new Font(Font.HELVETICA, 12, Font.BOLD);
    private final Font body = new Font(Font.HELVETICA, 9.5f);
    private final Font small = new Font(Font.HELVETICA, 8);
    private final Font smallBold = new Font(Font.HELVETICA, 8, Font.BOLD);
    private final PdfText text = new PdfText();

    private Pdf() {}

    static byte[] of(Paper paper) {
        return new Pdf().write(paper);
    }

    private byte[] write(Paper paper) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Document document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN + 12);
        PdfWriter writer = PdfWriter.getInstance(document, out);
        writer.setPageEvent(new PdfFoot(text.of(paper.title()), small, MARGIN));
        document.addTitle(paper.title());
        document.addCreator("Opsdeck");
        document.open();
        document.add(new Paragraph(text.of(paper.title()), title));
        paper.head().forEach(line -> document.add(new Paragraph(text.of(line), small)));
        paper.sections().forEach(section -> section(document, writer, section));
        if (text.replacedSome()) {
            document.add(paragraph(REPLACED, small, 12));
        }
        document.close();
        return out.toByteArray();
    }

    private void section(Document document, PdfWriter writer, AuditSection section) {
        document.add(paragraph(section.title(), heading, 16));
        section.sentences().forEach(sentence -> document.add(paragraph(sentence, body, 3)));
        if (!section.charts().isEmpty()) {
            document.add(charts(writer, section.charts()));
        }
        section.tables().forEach(table -> document.add(table(table)));
    }

    private Paragraph paragraph(String words, Font font, float before) {
        Paragraph paragraph = new Paragraph(text.of(words), font);
        paragraph.setSpacingBefore(before);
        return paragraph;
    }

    private PdfPTable charts(PdfWriter writer, List<AuditChart> charts) {
        PdfPTable grid = grid(2);
        for (AuditChart chart : charts) {
            PdfPCell cell = new PdfPCell();
            cell.setBorder(Rectangle.NO_BORDER);
            cell.setPadding(0);
            cell.setPaddingBottom(10);
            String unit = chart.unit().isEmpty() ? "" : ", " + chart.unit();
            cell.addElement(new Phrase(text.of(chart.title() + unit), smallBold));
            Image drawn = PdfPlot.draw(writer.getDirectContent(), chart, CHART_WIDTH, text);
            cell.addElement(drawn);
            grid.addCell(cell);
        }
        grid.completeRow();
        return grid;
    }

    private PdfPTable table(AuditTable table) {
        PdfPTable grid = grid(table.columns().size());
        grid.setWidths(widths(table));
        grid.setHeaderRows(1);
        // A row that is higher than a page is parted.
        grid.setSplitLate(false);
        cells(grid, table.columns(), table.texts(), true);
        table.rows().forEach(row -> cells(grid, row, table.texts(), false));
        return grid;
    }

    private void cells(PdfPTable grid, List<String> texts, int left, boolean head) {
        for (int column = 0; column < texts.size(); column++) {
            PdfPCell cell = new PdfPCell(new Phrase(text.of(texts.get(column)), head ? smallBold : small));
            cell.setHorizontalAlignment(column < left ? Element.ALIGN_LEFT : Element.ALIGN_RIGHT);
            cell.setBorder(Rectangle.BOTTOM);
            cell.setBorderWidth(0.5f);
            cell.setPadding(3);
            if (head) {
                cell.setGrayFill(HEAD_GREY);
            }
            grid.addCell(cell);
        }
    }

    private static PdfPTable grid(int columns) {
        PdfPTable grid = new PdfPTable(columns);
        grid.setWidthPercentage(100);
        grid.setSpacingBefore(6);
        return grid;
    }

    /// After the longest text of each column, within bounds.
    private static float[] widths(AuditTable table) {
        float[] widths = new float[table.columns().size()];
        for (int column = 0; column < widths.length; column++) {
            int longest = table.columns().get(column).length();
            for (List<String> row : table.rows()) {
                longest = Math.max(longest, row.get(column).length());
            }
            widths[column] = Math.clamp(longest, NARROWEST, WIDEST) + 2;
        }
        return widths;
    }
}
