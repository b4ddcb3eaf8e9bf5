package dev.opsdeck.console.loadruns;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/// Cards side by side, as many as fit, every column as wide as the others: alone on a row, a card is as wide as the
/// row. Public for FXML; FX thread.
public final class FigureCards extends Pane {

    private static final double GAP = 16;
    private static final double LEAST = 264;

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        return LEAST;
    }

    @Override
    protected double computePrefHeight(double width) {
        return arrange(width < 0 ? computePrefWidth(-1) : width, false);
    }

    @Override
    protected void layoutChildren() {
        arrange(getWidth(), true);
    }

    /// The height that the cards take; puts them there when asked to.
    private double arrange(double width, boolean place) {
        List<Node> cards = getManagedChildren();
        int columns = Math.clamp((int) ((width + GAP) / (LEAST + GAP)), 1, Math.max(1, cards.size()));
        double step = (width + GAP) / columns;
        double y = 0;
        for (int first = 0; first < cards.size(); first += columns) {
            double height = 0;
            for (int i = first; i < Math.min(first + columns, cards.size()); i++) {
                Node card = cards.get(i);
                double left = Math.rint((i - first) * step);
                double cardWidth = Math.rint((i - first + 1) * step - GAP) - left;
                double cardHeight = card.prefHeight(cardWidth);
                height = Math.max(height, cardHeight);
                if (place) {
                    card.resizeRelocate(left, y, cardWidth, cardHeight);
                }
            }
            y += height + GAP;
        }
        return Math.max(0, y - GAP);
    }
}
