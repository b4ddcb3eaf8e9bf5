package dev.opsdeck.server.loadrun.engine;

/// Looks for a text in bytes that come in pieces (Knuth, Morris and Pratt, 1977). One thread, one body.
final class BodySearch {

    private final byte[] text;
    private final int[] fallback;
    private int matched;
    private boolean found;

    BodySearch(byte[] text) {
        this.text = text;
        this.fallback = new int[text.length];
        int length = 0;
        for (int i = 1; i < text.length; i++) {
            while (length > 0 && text[i] != text[length]) {
                length = fallback[length - 1];
            }
            length += text[i] == text[length] ? 1 : 0;
            fallback[i] = length;
        }
    }

    void feed(byte[] bytes, int from, int count) {
        for (int i = from; i < from + count && !found; i++) {
            while (matched > 0 && bytes[i] != text[matched]) {
                matched = fallback[matched - 1];
            }
            matched += bytes[i] == text[matched] ? 1 : 0;
            found = matched == text.length;
        }
    }

    boolean found() {
        return found;
    }
}
