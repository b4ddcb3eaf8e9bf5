package dev.opsdeck.console.overview;

import dev.opsdeck.console.ui.Tiles;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/// Lays the tiles out in as many columns as fit, every row full; wide tiles take two columns. FX thread.
public final class TileGrid extends Region {

    private static final double GAP = 16;

    /// Adds the tiles, in the order of [TileId].
    void tiles(List<Node> tiles) {
        getChildren().setAll(tiles);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 160;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        return 5 * 184 + 4 * GAP;
    }

    @Override
    protected double computePrefHeight(double width) {
        double given = width < 0 ? computePrefWidth(-1) : width;
        int columns = TileId.columns(given, GAP);
        int rows = Math.ceilDiv(
                TileId.spans(columns).stream().mapToInt(Integer::intValue).sum(), columns);
        return rows * Tiles.HEIGHT + (rows - 1) * GAP;
    }

    @Override
    protected void layoutChildren() {
        int columns = TileId.columns(getWidth(), GAP);
        List<Integer> spans = TileId.spans(columns);
        double step = (getWidth() + GAP) / columns;
        int column = 0;
        double y = 0;
        for (int i = 0; i < getChildren().size(); i++) {
            int span = spans.get(i);
            if (column + span > columns) {
                column = 0;
                y += Tiles.HEIGHT + GAP;
            }
            double left = Math.rint(column * step);
            double right = Math.rint((column + span) * step - GAP);
            getChildren().get(i).resizeRelocate(left, y, right - left, Tiles.HEIGHT);
            column += span;
        }
    }
}
