package dev.opsdeck.console.ui.charts;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;

/// The area between two lines, with gaps. Kept and moved as [LinePath]. FX thread.
final class AreaPath extends Path {

    private final MoveTo[] starts;
    private final LineTo[] upper;
    private final LineTo[] lower;
    private final boolean[] present;

    AreaPath(int size, String styleClass) {
        starts = new MoveTo[size];
        upper = new LineTo[size];
        lower = new LineTo[size];
        present = new boolean[size];
        for (int i = 0; i < size; i++) {
            starts[i] = new MoveTo();
            upper[i] = new LineTo();
            lower[i] = new LineTo();
        }
        setManaged(false);
        setMouseTransparent(true);
        getStyleClass().add(styleClass);
    }

    /// @param top    heights of the upper line, NaN where nothing is drawn
    /// @param bottom of the lower one, with the same gaps
    void draw(double[] top, double[] bottom, double width) {
        boolean same = true;
        for (int i = 0; i < top.length; i++) {
            boolean there = !Double.isNaN(top[i]);
            same &= there == present[i];
            present[i] = there;
            if (there) {
                double x = LinePath.x(i, top.length, width);
                starts[i].setX(x);
                starts[i].setY(top[i]);
                upper[i].setX(x);
                upper[i].setY(top[i]);
                lower[i].setX(x);
                lower[i].setY(bottom[i]);
            }
        }
        if (!same) {
            rebuild();
        }
    }

    private void rebuild() {
        List<PathElement> elements = new ArrayList<>(2 * present.length + 8);
        int from = 0;
        while (from < present.length) {
            if (!present[from]) {
                from++;
                continue;
            }
            int to = from;
            elements.add(starts[from]);
            while (to + 1 < present.length && present[to + 1]) {
                to++;
                elements.add(upper[to]);
            }
            for (int i = to; i >= from; i--) {
                elements.add(lower[i]);
            }
            elements.add(new ClosePath());
            from = to + 1;
        }
        getElements().setAll(elements);
    }
}
