package dev.opsdeck.server.sync.feed;

import java.util.Locale;
import java.util.Set;

/// Makes plain text of what feeds call text: entities decoded at most twice, tags stripped, white space and control
/// characters to single spaces. Linear in the length. Stateless.
final class TextCleaner {

    private static final int PASSES = 2;
    /// Tags that belong to a word's inside: they leave no space behind.
    private static final Set<String> INLINE = Set.of(
            "a", "b", "i", "u", "s", "em", "strong", "span", "small", "big", "font", "sub", "sup", "mark", "abbr");
    private static final Set<String> HIDDEN = Set.of("script", "style");

    private TextCleaner() {}

    static String clean(String raw) {
        String text = withoutTags(raw);
        for (int i = 0; i < PASSES; i++) {
            String decoded = Entities.decode(text);
            if (decoded.equals(text)) {
                break;
            }
            text = withoutTags(decoded);
        }
        return spaced(text);
    }

    /// An address: entities decoded, no tags touched, surrounding space removed.
    static String address(String raw) {
        String text = raw.strip();
        for (int i = 0; i < PASSES; i++) {
            text = Entities.decode(text);
        }
        return text.strip();
    }

    /// At most `max` characters, ending at a word where one ends near, and never in the middle of a surrogate pair.
    static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        int space = text.lastIndexOf(' ', end);
        return text.substring(0, space > max - 40 && space > 0 ? space : end).stripTrailing();
    }

    private static String withoutTags(String text) {
        int at = text.indexOf('<');
        if (at < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int from = 0;
        while (at >= 0) {
            int end = endOfTag(text, at);
            if (end < 0) {
                plain.append(text, from, at + 1);
                from = at + 1;
            } else {
                plain.append(text, from, at);
                String name = nameOf(text, at);
                if (!INLINE.contains(name)) {
                    plain.append(' ');
                }
                from = HIDDEN.contains(name) && text.charAt(at + 1) != '/' ? endOfHidden(text, end, name) : end;
            }
            at = text.indexOf('<', from);
        }
        return plain.append(text, from, text.length()).toString();
    }

    /// The index after the tag or comment that starts at `at`, or -1 if none does: `3 < 5` stays as it is.
    private static int endOfTag(String text, int at) {
        if (text.startsWith("<!--", at)) {
            int end = text.indexOf("-->", at + 4);
            return end < 0 ? text.length() : end + 3;
        }
        int i = at + 1;
        if (i < text.length() && (text.charAt(i) == '/' || text.charAt(i) == '!')) {
            i++;
        }
        if (i >= text.length() || !isLetter(text.charAt(i))) {
            return -1;
        }
        for (; i < text.length(); i++) {
            if (text.charAt(i) == '>') {
                return i + 1;
            }
            if (text.charAt(i) == '<') {
                return -1;
            }
        }
        return -1;
    }

    private static int endOfHidden(String text, int from, String name) {
        for (int i = text.indexOf("</", from); i >= 0; i = text.indexOf("</", i + 2)) {
            if (text.regionMatches(true, i + 2, name, 0, name.length())) {
                return i;
            }
        }
        return text.length();
    }

    private static String nameOf(String text, int at) {
        int start = text.charAt(at + 1) == '/' ? at + 2 : at + 1;
        int end = start;
        while (end < text.length() && (isLetter(text.charAt(end)) || Character.isDigit(text.charAt(end)))) {
            end++;
        }
        return text.substring(start, end).toLowerCase(Locale.ROOT);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static String spaced(String text) {
        StringBuilder spaced = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || (c >= 0x7f && c <= 0xa0) || Character.isWhitespace(c)) {
                space = true;
            } else if (c != 0xad && c != 0x200b && c != 0xfeff) {
                // Soft hyphens and zero-width spaces are for layout, not for reading.
                if (space && !spaced.isEmpty()) {
                    spaced.append(' ');
                }
                space = false;
                spaced.append(c);
            }
        }
        return spaced.toString();
    }
}
