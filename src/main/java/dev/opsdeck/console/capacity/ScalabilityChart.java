package dev.opsdeck.console.capacity;

import dev.opsdeck.api.capacity.ScalabilityFit;
import dev.opsdeck.api.capacity.ScalabilityFit.Curve;
import dev.opsdeck.api.capacity.ScalabilityFit.Peak;
import dev.opsdeck.api.capacity.ScalabilityFit.Point;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.charts.Scale;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/// Throughput over concurrency: the steps as dots, the curve, dashed beyond what was measured, and below it how
/// far each step lies from it. FX thread; draws when its size or the fit changes and never else.
final class ScalabilityChart extends Region {

    private static final double HEIGHT = 290;
    private static final double LEFT = 52;
    private static final double RIGHT = 12;
    private static final double TOP = 20;
    private static final double BETWEEN = 26;
    private static final double RESIDUALS = 56;
    private static final double BOTTOM = 34;
    private static final int CURVE_POINTS = 80;

    private @Nullable ScalabilityFit fit;
    private @Nullable Frame frame;

    /// Where values are drawn.
    private record Frame(double width, double height, Scale x, Scale y, double residual) {

        double x(double concurrency) {
            return LEFT + width * x.position(concurrency);
        }

        double y(double perSecond) {
            return TOP + height * (1 - y.position(perSecond));
        }

        double middle() {
            return TOP + height + BETWEEN + RESIDUALS / 2;
        }
    }

    ScalabilityChart() {
        getStyleClass().add("capacity-chart");
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setAccessibleText("Throughput over concurrency");
    }

    void show(ScalabilityFit shown) {
        fit = shown;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        getChildren().clear();
        double width = getWidth() - LEFT - RIGHT;
        double height = getHeight() - TOP - BETWEEN - RESIDUALS - BOTTOM;
        if (fit == null || width < 40 || height < 40 || fit.points().isEmpty()) {
            return;
        }
        frame = frame(fit, width, height);
        List<Node> nodes = new ArrayList<>();
        axes(nodes, frame);
        Curve curve = fit.curve();
        if (curve != null) {
            curve(nodes, frame, curve);
        }
        fit.points().forEach(point -> dot(nodes, frame, point));
        nodes.forEach(node -> node.setManaged(false));
        getChildren().setAll(nodes);
    }

    private static Frame frame(ScalabilityFit fit, double width, double height) {
        double furthest =
                fit.points().stream().mapToDouble(Point::concurrency).max().orElse(1);
        double highest =
                fit.points().stream().mapToDouble(Point::perSecond).max().orElse(1);
        double residual = fit.points().stream()
                .mapToDouble(ScalabilityChart::residual)
                .map(Math::abs)
                .max()
                .orElse(0);
        Curve curve = fit.curve();
        if (curve != null) {
            Peak peak = curve.peak();
            furthest = Math.max(furthest, peak == null ? curve.measuredTo() * 1.2 : peak.concurrency() * 1.15);
            highest = Math.max(highest, peak == null ? at(curve, furthest) : peak.perSecond());
        }
        return new Frame(
                width,
                height,
                Scale.fromZero(furthest),
                Scale.fromZero(highest),
                Scale.fromZero(residual).top());
    }

    private void axes(List<Node> nodes, Frame in) {
        for (double share : new double[] {0, 0.5, 1}) {
            double y = Math.floor(TOP + in.height * (1 - share)) + 0.5;
            nodes.add(line("capacity-grid", LEFT, y, LEFT + in.width, y));
            left(nodes, Formats.figure(in.y.top() * share), y);
            double x = LEFT + in.width * share;
            Text label = text(Formats.figure(in.x.top() * share));
            double half = label.getLayoutBounds().getWidth();
            label.setX(share == 0 ? x : share == 1 ? x - half : x - half / 2);
            label.setY(in.middle() + RESIDUALS / 2 + 4);
            label.setTextOrigin(VPos.TOP);
            nodes.add(label);
        }
        double zero = Math.floor(in.middle()) + 0.5;
        nodes.add(line("capacity-grid", LEFT, zero, LEFT + in.width, zero));
        left(nodes, "0", zero);
        caption(nodes, "Requests a second", 0);
        caption(nodes, "Measured less curve, ± " + Formats.figure(in.residual) + " req/s", TOP + in.height + 8);
        legend(nodes, in);
        Text under = text("Requests under way at once");
        under.setX(LEFT + in.width / 2 - under.getLayoutBounds().getWidth() / 2);
        under.setY(in.middle() + RESIDUALS / 2 + 18);
        under.setTextOrigin(VPos.TOP);
        nodes.add(under);
    }

    private void left(List<Node> nodes, String words, double y) {
        Text label = text(words);
        label.setTextOrigin(VPos.CENTER);
        label.setX(LEFT - 6 - label.getLayoutBounds().getWidth());
        label.setY(y);
        nodes.add(label);
    }

    private void caption(List<Node> nodes, String words, double y) {
        Text label = text(words);
        label.setTextOrigin(VPos.TOP);
        label.setX(LEFT);
        label.setY(y);
        nodes.add(label);
    }

    /// What the dots and the dashes are, as far as there are any.
    private void legend(List<Node> nodes, Frame in) {
        List<String> words = new ArrayList<>(List.of("● step of the run"));
        if (fit != null && fit.points().stream().anyMatch(point -> point.leftOut() != null)) {
            words.add("○ not in the fit");
        }
        if (fit != null && fit.curve() != null) {
            words.add("– – beyond what was measured");
        }
        Text legend = text(String.join("     ", words));
        legend.setTextOrigin(VPos.TOP);
        legend.setX(LEFT + in.width - legend.getLayoutBounds().getWidth());
        legend.setY(0);
        nodes.add(legend);
    }

    private void curve(List<Node> nodes, Frame in, Curve curve) {
        Path measured = new Path();
        measured.getStyleClass().add("capacity-curve");
        Path beyond = new Path();
        beyond.getStyleClass().addAll("capacity-curve", "capacity-beyond");
        trace(measured, in, curve, 0, Math.min(curve.measuredTo(), in.x.top()));
        trace(beyond, in, curve, Math.min(curve.measuredTo(), in.x.top()), in.x.top());
        nodes.add(measured);
        nodes.add(beyond);
        Peak peak = curve.peak();
        if (peak != null) {
            double x = in.x(peak.concurrency());
            nodes.add(line("capacity-peak", x, in.y(peak.perSecond()), x, TOP + in.height));
            Text label = text("peak " + Formats.figure(peak.perSecond()) + (peak.measured() ? "" : ", a guess"));
            double width = label.getLayoutBounds().getWidth();
            label.setX(Math.min(x + 4, LEFT + in.width - width));
            label.setY(TOP + in.height - 6);
            nodes.add(label);
        }
    }

    private static void trace(Path path, Frame in, Curve curve, double from, double to) {
        for (int i = 0; i <= CURVE_POINTS; i++) {
            double n = from + (to - from) * i / CURVE_POINTS;
            double x = in.x(n);
            double y = in.y(at(curve, n));
            path.getElements().add(i == 0 ? new MoveTo(x, y) : new LineTo(x, y));
        }
    }

    private static void dot(List<Node> nodes, Frame in, Point point) {
        boolean used = point.leftOut() == null;
        Tooltip words = new Tooltip(CapacityWords.point(point));
        words.setWrapText(true);
        words.setMaxWidth(420);
        Circle dot = new Circle(in.x(point.concurrency()), in.y(point.perSecond()), 4);
        dot.getStyleClass().add(used ? "capacity-dot" : "capacity-left-out");
        Tooltip.install(dot, words);
        if (point.fitted() != null && used) {
            double x = dot.getCenterX();
            double y = in.middle() - RESIDUALS / 2 * residual(point) / in.residual;
            nodes.add(line("capacity-residual", x, in.middle(), x, y));
            Circle end = new Circle(x, y, 2.5);
            end.getStyleClass().add("capacity-dot");
            nodes.add(end);
        }
        nodes.add(dot);
    }

    private static double residual(Point point) {
        return point.fitted() == null || point.leftOut() != null ? 0 : point.perSecond() - point.fitted();
    }

    /// The same formula as the server's; see [ScalabilityFit].
    static double at(Curve curve, double n) {
        return curve.lambda() * n / (1 + curve.sigma() * (n - 1) + curve.kappa() * n * (n - 1));
    }

    private static Line line(String style, double fromX, double fromY, double toX, double toY) {
        Line line = new Line(fromX, fromY, toX, toY);
        line.getStyleClass().add(style);
        return line;
    }

    /// The style class gives its font before it is measured.
    private Text text(String words) {
        Text text = new Text(words);
        text.getStyleClass().add("capacity-text");
        text.setManaged(false);
        getChildren().add(text);
        text.applyCss();
        return text;
    }
}
