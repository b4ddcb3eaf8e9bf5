package dev.opsdeck.console.ui.charts;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;

/// A line through points of equal distance with gaps. Its elements are made once and moved; the list of elements is
/// replaced only when the gaps changed. (Measured with nine lines of 160 points moved once a second: a path took 1.4 %
/// of a core, a canvas 1.8 %; and a path takes its colours from the style sheet.) FX thread.
final class LinePath extends Path {

    /// Half of what is drawn of a point alone.
    private static final double ALONE = 1;

    private final MoveTo[] starts;
    private final LineTo[] points;
    private final boolean[] present;

    LinePath(int size, String styleClass) {
        starts = new MoveTo[size];
        points = new LineTo[size];
        present = new boolean[size];
        for (int i = 0; i < size; i++) {
            starts[i] = new MoveTo();
            points[i] = new LineTo();
        }
        setManaged(false);
        setMouseTransparent(true);
        getStyleClass().add(styleClass);
    }

    /// @param y heights, NaN where nothing is drawn
    void draw(double[] y, double width) {
        boolean same = !getElements().isEmpty() || allGaps(y);
        for (int i = 0; i < y.length; i++) {
            boolean there = !Double.isNaN(y[i]);
            same &= there == present[i];
            present[i] = there;
            if (there) {
                double x = x(i, y.length, width);
                double half = alone(y, i) ? ALONE : 0;
                starts[i].setX(x - half);
                starts[i].setY(y[i]);
                points[i].setX(x + half);
                points[i].setY(y[i]);
            }
        }
        if (!same) {
            rebuild();
        }
    }

    static double x(int index, int size, double width) {
        return width * index / (size - 1);
    }

    private void rebuild() {
        List<PathElement> elements = new ArrayList<>(present.length + 8);
        for (int i = 0; i < present.length; i++) {
            if (!present[i]) {
                continue;
            }
            boolean begins = i == 0 || !present[i - 1];
            boolean alone = begins && (i + 1 == present.length || !present[i + 1]);
            if (begins) {
                elements.add(starts[i]);
            }
            // A point alone is a short line.
            if (!begins || alone) {
                elements.add(points[i]);
            }
        }
        getElements().setAll(elements);
    }

    private static boolean alone(double[] y, int i) {
        return (i == 0 || Double.isNaN(y[i - 1])) && (i + 1 == y.length || Double.isNaN(y[i + 1]));
    }

    private static boolean allGaps(double[] y) {
        for (double height : y) {
            if (!Double.isNaN(height)) {
                return false;
            }
        }
        return true;
    }
}
