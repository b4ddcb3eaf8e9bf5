package dev.opsdeck.server.alerts.delivery;

/// Texts that others wrote, made fit for one line of a message.
final class PlainText {

    private PlainText() {}

    /// One line: what is no character to see becomes a space; at most `max` characters, never half of one.
    static String line(String text, int max) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), max + 1));
        boolean space = true;
        for (int i = 0; i < text.length() && line.length() <= max; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            boolean blank = Character.isWhitespace(c) || Character.isSpaceChar(c) || invisible(c);
            if (!blank) {
                line.appendCodePoint(c);
            } else if (!space) {
                line.append(' ');
            }
            space = blank;
        }
        return cut(line.toString().strip(), max);
    }

    /// At most `max` characters.
    static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 2)) ? max - 2 : max - 1;
        return text.substring(0, end) + "…";
    }

    /// For HTML, in text and in attributes.
    static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /// Control characters, marks of direction that could turn a line around, and halves of characters.
    private static boolean invisible(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
