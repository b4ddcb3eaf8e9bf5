package dev.opsdeck.console.ui;

/// A number as it is shown, apart from its unit, which is smaller and muted on a tile.
///
/// @param figure digits with separators, or [Formats#NONE]
/// @param unit   `ms`, `%` and so on; empty for counts
public record Quantity(String figure, String unit) {

    /// Both in one text.
    public String text() {
        return unit.isEmpty() ? figure : figure + " " + unit;
    }

    /// The same without decimals that are zero, for limits: `1 GB` rather than `1.00 GB`.
    public Quantity trimmed() {
        return figure.indexOf('.') < 0 ? this : new Quantity(figure.replaceFirst("\\.?0+$", ""), unit);
    }
}
