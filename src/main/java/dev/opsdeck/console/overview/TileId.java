package dev.opsdeck.console.overview;

import java.util.List;

/// The tiles in their order, with how many columns each takes when the window is wide and when it folds.
enum TileId {
    RESPONSE("Response time"),
    RATE("Request rate"),
    ERRORS("Error rate"),
    USERS("Active users"),
    CONNECTIONS("DB connections"),
    MEMORY("Memory"),
    CPU("CPU"),
    CACHE("Cache hit rate"),
    CATALOGUE("Catalogue");

    private final String title;

    TileId(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /// How many columns each tile takes, in order, so that every row is full.
    static List<Integer> spans(int columns) {
        return switch (columns) {
            case 5 -> List.of(2, 1, 1, 1, 1, 1, 1, 1, 1);
            case 4 -> List.of(2, 1, 1, 1, 1, 1, 1, 2, 2);
            case 3 -> List.of(3, 1, 1, 1, 1, 1, 1, 1, 2);
            case 2 -> List.of(2, 1, 1, 1, 1, 1, 1, 1, 1);
            default -> List.of(1, 1, 1, 1, 1, 1, 1, 1, 1);
        };
    }

    /// How many columns of at least 160 px fit, at most five.
    static int columns(double width, double gap) {
        return (int) Math.clamp((width + gap) / (160 + gap), 1, 5);
    }
}
