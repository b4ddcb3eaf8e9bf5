package dev.opsdeck.server.audits;

import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfWriter;

/// Title and number at the foot of each page.
final class PdfFoot extends PdfPageEventHelper {

    private final String title;
    private final Font font;
    private final float margin;

    PdfFoot(String title, Font font, float margin) {
        this.title = title;
        this.font = font;
        this.margin = margin;
    }

    @Override
    public void onEndPage(PdfWriter writer, Document document) {
        float y = document.bottom() - 16;
        show(writer, Element.ALIGN_LEFT, title, margin, y);
        show(writer, Element.ALIGN_RIGHT, "Page " + writer.getPageNumber(), document.right(), y);
    }

    private void show(PdfWriter writer, int alignment, String words, float x, float y) {
        ColumnText.showTextAligned(writer.getDirectContent(), alignment, new Phrase(words, font), x, y, 0);
    }
}
