package dev.opsdeck.server.audits;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Locale;

/// Texts as the standard fonts of PDF can show them, which have the characters of Windows-1252. What they do not
/// have is not dropped but shown by its number. One thread.
final class PdfText {

    private final CharsetEncoder fonts = Charset.forName("windows-1252").newEncoder();
    private boolean replaced;

    /// Whether a character was replaced so far.
    boolean replacedSome() {
        return replaced;
    }

    String of(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '−') {
                out.append('-');
            } else if (Character.isWhitespace(c)) {
                out.append(' ');
            } else if (!Character.isISOControl(c) && Character.isBmpCodePoint(c) && fonts.canEncode((char) c)) {
                out.append((char) c);
            } else {
                replaced = true;
                out.append(String.format(Locale.ROOT, "[U+%04X]", c));
            }
        });
        return out.toString();
    }
}
