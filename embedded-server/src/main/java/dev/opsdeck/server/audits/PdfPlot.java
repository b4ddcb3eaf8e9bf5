package dev.opsdeck.server.audits;

import dev.opsdeck.api.audits.AuditChart;
import dev.opsdeck.server.audits.Plot.Spot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.openpdf.text.Element;
import org.openpdf.text.Image;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfTemplate;

/// Draws a chart into a PDF, as lines and not as a picture.
final class PdfPlot {

    private static final float HEIGHT = 96;
    private static final float LEFT = 34;
    private static final float RIGHT = 4;
    private static final float TOP = 6;
    private static final float BOTTOM = 14;
    private static final float LETTERS = 7;

    private final PdfTemplate page;
    private final float width;
    private final PdfText text;

    private PdfPlot(PdfTemplate page, float width, PdfText text) {
        this.page = page;
        this.width = width;
        this.text = text;
    }

    static Image draw(PdfContentByte into, AuditChart chart, float width, PdfText text) {
        PdfTemplate page = into.createTemplate(width, HEIGHT);
        new PdfPlot(page, width, text).draw(chart);
        return Image.getInstance(page);
    }

    private void draw(AuditChart chart) {
        Plot plot = Plot.of(chart);
        page.setLineWidth(0.5f);
        page.setRGBColorStroke(213, 218, 225);
        for (double share : new double[] {0, 0.5, 1}) {
            page.moveTo(LEFT, y(share));
            page.lineTo(width - RIGHT, y(share));
            page.stroke();
        }
        page.setRGBColorFill(70, 80, 92);
        page.beginText();
        page.setFontAndSize(font(), LETTERS);
        for (double share : new double[] {0, 0.5, 1}) {
            label(Element.ALIGN_RIGHT, Words.figure(plot.top() * share), LEFT - 4, y(share) - 2.5f);
        }
        label(Element.ALIGN_LEFT, chart.points().getFirst().label(), LEFT, 3);
        if (chart.points().size() > 1) {
            label(Element.ALIGN_RIGHT, chart.points().getLast().label(), width - RIGHT, 3);
        }
        page.endText();
        page.setRGBColorStroke(37, 99, 201);
        page.setRGBColorFill(37, 99, 201);
        page.setLineWidth(1.2f);
        plot.lines().forEach(this::line);
    }

    private void line(List<Spot> line) {
        page.moveTo(x(line.getFirst()), y(line.getFirst().y()));
        line.stream().skip(1).forEach(spot -> page.lineTo(x(spot), y(spot.y())));
        page.stroke();
        for (Spot spot : line) {
            page.circle(x(spot), y(spot.y()), 1.3f);
            page.fill();
        }
    }

    private void label(int alignment, String words, float x, float y) {
        page.showTextAligned(alignment, text.of(words), x, y, 0);
    }

    private float x(Spot spot) {
        return LEFT + (float) spot.x() * (width - LEFT - RIGHT);
    }

    private static float y(double share) {
        return BOTTOM + (float) share * (HEIGHT - BOTTOM - TOP);
    }

    private static BaseFont font() {
        try {
            return BaseFont.createFont(BaseFont.HELVETICA, BaseFont.WINANSI, BaseFont.NOT_EMBEDDED);
        } catch (IOException e) {
            throw new UncheckedIOException("a font that is in every reader", e);
        }
    }
}
