package dev.opsdeck.console.ui;

import java.util.List;

/// What a [DetailPane] says of one row of a table.
///
/// @param title its first line, in full
/// @param lines name and value, in order
public record Detail(String title, List<Line> lines) {

    public Detail {
        lines = List.copyOf(lines);
    }

    /// One line.
    public record Line(String name, String value) {}
}
