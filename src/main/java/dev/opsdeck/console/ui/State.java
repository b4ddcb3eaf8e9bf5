package dev.opsdeck.console.ui;

import java.util.Locale;

/// How something is, said everywhere by colour, shape and word together: a filled circle, a triangle, a square and an
/// empty circle. Ordered by how much it needs attention.
public enum State {
    OK,
    UNKNOWN,
    WARNING,
    CRITICAL;

    private final String word = name().toLowerCase(Locale.ROOT);

    /// The word beside the shape, which is also the style class that gives shape and colour.
    public String word() {
        return word;
    }

    /// The shape as a character, for places that take only text.
    public String symbol() {
        return switch (this) {
            case OK -> "●";
            case UNKNOWN -> "○";
            case WARNING -> "▲";
            case CRITICAL -> "■";
        };
    }

    /// The one that needs more attention.
    public State or(State other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
