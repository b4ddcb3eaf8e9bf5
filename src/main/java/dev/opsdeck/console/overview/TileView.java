package dev.opsdeck.console.overview;

import dev.opsdeck.console.ui.Quantity;
import dev.opsdeck.console.ui.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a tile says.
///
/// @param secondary labels and values in turn
/// @param bar       null where the tile has a sparkline or nothing
/// @param explain   what the figures are, for the tooltip
/// @param stale     whether the values are from before the connection was lost
record TileView(
        State state,
        Quantity figure,
        List<String> secondary,
        @Nullable Bar bar,
        String footnote,
        String explain,
        boolean stale) {

    TileView {
        secondary = List.copyOf(secondary);
    }

    /// How full; all from 0 to 1, a mark that is NaN is not drawn.
    record Bar(double share, double warningAt, double criticalAt) {}

    TileView(State state, Quantity figure, @Nullable Bar bar, String footnote, String explain) {
        this(state, figure, List.of(), bar, footnote, explain, false);
    }

    /// The same, no longer current.
    TileView since(String clock) {
        return new TileView(state, figure, secondary, bar, "unknown since " + clock, explain, true);
    }
}
