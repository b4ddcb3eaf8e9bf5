package dev.opsdeck.console.shell;

import java.util.Locale;

/// How well a few typed letters fit a text: all must be in it in their order. Pure.
final class Fuzzy {

    /// Does not fit.
    static final int NONE = -1;

    private Fuzzy() {}

    /// Higher is better; [#NONE] when a letter is missing. Letters at the start of words and in a row count most.
    static int score(String typed, String text) {
        String query = typed.strip().toLowerCase(Locale.ROOT).replace(" ", "");
        String in = text.toLowerCase(Locale.ROOT);
        int score = 0;
        int from = 0;
        int last = -2;
        for (int i = 0; i < query.length(); i++) {
            int at = next(in, query.charAt(i), from, last);
            if (at < 0) {
                return NONE;
            }
            score += at == last + 1 ? 6 : wordStart(in, at) ? 4 : 1;
            last = at;
            from = at + 1;
        }
        return score * 100 - Math.min(99, text.length());
    }

    /// The next place of a letter: right behind the last one, or else the start of a word, or else anywhere.
    private static int next(String in, char letter, int from, int last) {
        if (last >= 0 && last + 1 < in.length() && in.charAt(last + 1) == letter) {
            return last + 1;
        }
        int first = in.indexOf(letter, from);
        for (int at = first; at >= 0; at = in.indexOf(letter, at + 1)) {
            if (wordStart(in, at)) {
                return at;
            }
        }
        return first;
    }

    private static boolean wordStart(String in, int at) {
        return at == 0 || !Character.isLetterOrDigit(in.charAt(at - 1));
    }
}
