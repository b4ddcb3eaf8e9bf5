package dev.opsdeck.console.ui.charts;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/// A line over time without axes: the value of each bucket, behind it the stretch from the lowest to the highest
/// value in the bucket, gaps where there is no data; for percentiles p50 and p99 as thin lines around p95. Draws
/// when told to, and then only what moved by half a pixel, and in the bucket that is still growing by a whole one
/// (see [#calm]). Colours: `od-spark-*` in opsdeck.css. FX thread.
public final class Sparkline extends Region {

    private static final double STEP = 0.5;

    private final int size;
    private final double[] heights;
    private final double[] lowHeights;
    private final AreaPath envelope;
    private final AreaPath area;
    private final LinePath lower;
    private final LinePath upper;
    private final LinePath line;
    private final LinePath former;
    private final Line moment = new Line();
    private final Threshold threshold = new Threshold("");
    private final Threshold critical = new Threshold("critical");

    private @Nullable TimeBuckets drawn;
    private @Nullable TimeBuckets drawnLower;
    private @Nullable TimeBuckets drawnUpper;
    private @Nullable TimeBuckets drawnFormer;
    private @Nullable Instant marked;
    private double leastTop;
    private double liveStep = 1;
    private boolean share;
    private long state = -1;

    /// @param size the number of buckets of everything that will be drawn
    public Sparkline(int size) {
        this.size = size;
        heights = new double[size];
        lowHeights = new double[size];
        envelope = new AreaPath(size, "od-spark-envelope");
        area = new AreaPath(size, "od-spark-area");
        lower = new LinePath(size, "od-spark-lower");
        upper = new LinePath(size, "od-spark-upper");
        line = new LinePath(size, "od-spark-line");
        former = new LinePath(size, "od-spark-former");
        moment.getStyleClass().add("od-spark-moment");
        moment.setManaged(false);
        moment.setVisible(false);
        getStyleClass().add("od-sparkline");
        area.setVisible(false);
        setMouseTransparent(true);
        getChildren().addAll(envelope, area, upper, lower, former, line, moment);
        getChildren().addAll(threshold.line, threshold.label, critical.line, critical.label);
    }

    /// A dashed line with its label, shown when the values come near it (within two fifths).
    public void threshold(double value, String label) {
        threshold.set(value, label);
        state = -1;
        redraw();
    }

    /// Two dashed lines with their labels, shown however far away the values are.
    ///
    /// @param warning NaN for none
    /// @param worse   the critical one; NaN for none
    void thresholds(double warning, String warningLabel, double worse, String worseLabel) {
        leastTop = Math.max(orZero(warning), orZero(worse)) * 1.15;
        critical.set(worse, worseLabel);
        threshold(warning, warningLabel);
    }

    /// The upper edge is never below this value, so that noise near zero stays small.
    public void leastTop(double value) {
        leastTop = value;
    }

    /// The newest value moves in steps of so many pixels only: a long line is not drawn again for every second.
    void calm(double pixels) {
        liveStep = pixels;
    }

    /// The area below the line is filled.
    public void fill() {
        area.setVisible(true);
    }

    /// Values are shares: the edges are 0 and 1.
    public void share() {
        share = true;
    }

    /// Shows another line of the same window, paler, with the next drawing; null for none.
    void former(@Nullable TimeBuckets values) {
        if (values != drawnFormer) {
            drawnFormer = values;
            state = -1;
        }
    }

    /// Marks a moment; null for none.
    public void moment(@Nullable Instant at) {
        marked = at;
        placeMoment();
    }

    /// Shows one line.
    public void draw(TimeBuckets values) {
        draw(values, null, null);
    }

    /// Shows a line between two others, such as p95 between p50 and p99.
    public void draw(TimeBuckets values, @Nullable TimeBuckets below, @Nullable TimeBuckets above) {
        drawn = values;
        drawnLower = below;
        drawnUpper = above;
        redraw();
    }

    /// The scale that the values are drawn by.
    static Scale scale(TimeBuckets values, @Nullable TimeBuckets above, double leastTop, double threshold) {
        double highest = Math.max(orZero(values.highest()), leastTop);
        if (above != null) {
            // The thin line's outliers may leave the picture, or they would press the main line flat.
            highest = Math.max(highest, Math.min(orZero(highestValue(above)), 1.1 * highest));
        }
        boolean near = highest >= 0.4 * threshold;
        return Scale.fromZero(near ? Math.max(highest, threshold * 1.15) : highest);
    }

    @Override
    protected void layoutChildren() {
        state = -1;
        redraw();
        placeMoment();
    }

    private void placeMoment() {
        TimeBuckets values = drawn;
        Instant at = marked;
        if (values == null || at == null || at.isBefore(values.start()) || at.isAfter(values.end())) {
            moment.setVisible(false);
            return;
        }
        double x = Math.rint(getWidth() * values.share(at)) + 0.5;
        moment.setStartX(x);
        moment.setEndX(x);
        moment.setEndY(getHeight());
        moment.setVisible(true);
    }

    private void redraw() {
        TimeBuckets values = drawn;
        if (values == null || getWidth() <= 0 || getHeight() <= 0) {
            return;
        }
        long now = values.version()
                + (drawnLower == null ? 0 : drawnLower.version())
                + (drawnUpper == null ? 0 : drawnUpper.version())
                + (drawnFormer == null ? 0 : drawnFormer.version());
        if (now == state) {
            return;
        }
        state = now;
        double least = drawnFormer == null ? leastTop : Math.max(leastTop, orZero(highestValue(drawnFormer)));
        Scale scale = share ? Scale.share() : scale(values, drawnUpper, least, threshold.value);
        heights(values, Which.MIN, scale, lowHeights);
        heights(values, Which.MAX, scale, heights);
        envelope.draw(heights, lowHeights, getWidth());
        heights(values, Which.VALUE, scale, heights);
        line.draw(heights, getWidth());
        if (area.isVisible()) {
            Arrays.fill(lowHeights, getHeight());
            area.draw(heights, lowHeights, getWidth());
        }
        thin(lower, drawnLower, scale);
        thin(upper, drawnUpper, scale);
        thin(former, drawnFormer, scale);
        placeMoment();
        threshold.place(scale);
        critical.place(scale);
    }

    private void thin(LinePath path, @Nullable TimeBuckets values, Scale scale) {
        path.setVisible(values != null);
        if (values != null) {
            heights(values, Which.VALUE, scale, heights);
            path.draw(heights, getWidth());
        }
    }

    /// A dashed line and what it says.
    private final class Threshold {

        private final Line line = new Line();
        private final Text label = new Text();
        private double value = Double.NaN;

        Threshold(String style) {
            line.getStyleClass().addAll("od-spark-threshold", style);
            label.getStyleClass().addAll("od-spark-threshold-label", style);
            label.setTextOrigin(VPos.BOTTOM);
            for (Node part : List.of(line, label)) {
                part.setManaged(false);
                part.setVisible(false);
            }
        }

        void set(double newValue, String words) {
            value = newValue;
            label.setText(words);
        }

        void place(Scale scale) {
            boolean visible = value <= scale.top();
            line.setVisible(visible);
            label.setVisible(visible);
            if (visible) {
                double y = height(scale, value, 1) + 0.5;
                line.setEndX(getWidth());
                line.setStartY(y);
                line.setEndY(y);
                // At the old end: the new one is what is looked at.
                label.setX(0);
                label.setY(y - 1);
            }
        }
    }

    private enum Which {
        MIN,
        VALUE,
        MAX
    }

    private void heights(TimeBuckets values, Which which, Scale scale, double[] into) {
        for (int i = 0; i < size; i++) {
            double value = switch (which) {
                case MIN -> values.min(i);
                case VALUE -> values.value(i);
                case MAX -> values.max(i);
            };
            into[i] = Double.isNaN(value) ? Double.NaN : height(scale, value, i == size - 1 ? liveStep : STEP);
        }
    }

    private double height(Scale scale, double value, double step) {
        // Half a line's width stays free at both edges.
        double y = 1 + (getHeight() - 2) * (1 - scale.position(value));
        return Math.rint(y / step) * step;
    }

    private static double highestValue(TimeBuckets values) {
        double highest = Double.NaN;
        for (int i = 0; i < values.size(); i++) {
            if (!Double.isNaN(values.value(i)) && !(highest >= values.value(i))) {
                highest = values.value(i);
            }
        }
        return highest;
    }

    private static double orZero(double value) {
        return Double.isNaN(value) ? 0 : value;
    }
}
