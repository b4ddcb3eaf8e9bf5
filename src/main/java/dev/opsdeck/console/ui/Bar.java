package dev.opsdeck.console.ui;

import javafx.scene.layout.Region;

/// How full something is, with marks where it becomes a warning and critical. FX thread.
public final class Bar extends Region {

    private static final double THICKNESS = 8;
    private static final double MARK_HEIGHT = 16;
    private static final double MARK_WIDTH = 2;

    private final Region track = part("od-bar-track");
    private final Region fill = part("od-bar-fill");
    private final Region warning = part("od-bar-warning");
    private final Region critical = part("od-bar-critical");
    private double share = Double.NaN;
    private double warningShare = Double.NaN;
    private double criticalShare = Double.NaN;

    /// Empty until told how full.
    public Bar() {
        getStyleClass().add("od-bar");
        getChildren().addAll(track, fill, warning, critical);
    }

    /// All from 0 to 1; a mark that is NaN or above 1 is not there.
    public void show(double newShare, double warningAt, double criticalAt) {
        share = newShare;
        warningShare = warningAt;
        criticalShare = criticalAt;
        place();
    }

    @Override
    protected void layoutChildren() {
        place();
    }

    private void place() {
        double width = getWidth();
        if (width <= 0) {
            return;
        }
        double top = Math.rint((getHeight() - THICKNESS) / 2);
        track.resizeRelocate(0, top, width, THICKNESS);
        double filled = Double.isNaN(share) ? 0 : Math.rint(width * Math.clamp(share, 0.0, 1.0));
        fill.setVisible(filled > 0);
        fill.resizeRelocate(0, top, Math.max(filled, THICKNESS), THICKNESS);
        mark(warning, warningShare, width);
        mark(critical, criticalShare, width);
    }

    private void mark(Region mark, double at, double width) {
        boolean visible = at > 0 && at <= 1;
        mark.setVisible(visible);
        if (visible) {
            double x = Math.rint(width * at - MARK_WIDTH / 2);
            mark.resizeRelocate(
                    Math.min(x, width - MARK_WIDTH),
                    Math.rint((getHeight() - MARK_HEIGHT) / 2),
                    MARK_WIDTH,
                    MARK_HEIGHT);
        }
    }

    private static Region part(String styleClass) {
        Region part = new Region();
        part.getStyleClass().add(styleClass);
        part.setManaged(false);
        return part;
    }
}
