package dev.opsdeck.console.audits;

import dev.opsdeck.api.audits.AuditChart;
import dev.opsdeck.api.audits.AuditPoint;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.charts.Scale;
import java.time.Duration;
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

/// A line over the days of a report, broken where nothing is known, with a dot and its words at each day. FX thread;
/// draws when its size changes and never else.
final class DayChart extends Region {

    private static final double HEIGHT = 110;
    private static final double LEFT = 40;
    private static final double RIGHT = 6;
    private static final double TOP = 8;
    private static final double BOTTOM = 18;

    private final AuditChart chart;

    DayChart(AuditChart chart) {
        this.chart = chart;
        getStyleClass().add("audits-chart");
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setAccessibleText(chart.title());
    }

    @Override
    protected void layoutChildren() {
        getChildren().clear();
        double width = getWidth() - LEFT - RIGHT;
        double height = getHeight() - TOP - BOTTOM;
        if (width < 10 || height < 10 || chart.points().isEmpty()) {
            return;
        }
        double highest =
                chart.points().stream().mapToDouble(AuditPoint::value).max().orElse(0);
        Scale scale = Scale.fromZero(highest);
        List<Node> nodes = new ArrayList<>();
        for (double share : new double[] {0, 0.5, 1}) {
            double y = Math.floor(TOP + height * (1 - share)) + 0.5;
            Line line = new Line(LEFT, y, LEFT + width, y);
            line.getStyleClass().add("audits-grid");
            nodes.add(line);
            Text label = text(Formats.figure(scale.top() * share));
            label.setTextOrigin(VPos.CENTER);
            label.setX(LEFT - 6 - label.getLayoutBounds().getWidth());
            label.setY(y);
            nodes.add(label);
        }
        Text first = text(chart.points().getFirst().label());
        first.setX(LEFT);
        Text last = text(chart.points().getLast().label());
        last.setX(LEFT + width - last.getLayoutBounds().getWidth());
        for (Text label : chart.points().size() > 1 ? List.of(first, last) : List.of(first)) {
            label.setTextOrigin(VPos.TOP);
            label.setY(TOP + height + 4);
            nodes.add(label);
        }
        line(nodes, scale, width, height);
        nodes.forEach(node -> node.setManaged(false));
        getChildren().setAll(nodes);
    }

    private void line(List<Node> nodes, Scale scale, double width, double height) {
        double length = Duration.between(chart.from(), chart.to()).toMillis();
        double step = step();
        Path path = new Path();
        path.getStyleClass().add("audits-curve");
        nodes.add(path);
        AuditPoint before = null;
        for (AuditPoint point : chart.points()) {
            double x = LEFT + width * Duration.between(chart.from(), point.at()).toMillis() / length;
            double y = TOP + height * (1 - scale.position(point.value()));
            boolean gap =
                    before == null || Duration.between(before.at(), point.at()).toMillis() > 1.5 * step;
            path.getElements().add(gap ? new MoveTo(x, y) : new LineTo(x, y));
            Circle dot = new Circle(x, y, 2.5);
            dot.getStyleClass().add("audits-dot");
            String unit = chart.unit().isEmpty() ? "" : " " + chart.unit();
            Tooltip.install(dot, new Tooltip(point.label() + ": " + Formats.figure(point.value()) + unit));
            nodes.add(dot);
            before = point;
        }
    }

    /// The shortest distance of two days, in milliseconds.
    private double step() {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 1; i < chart.points().size(); i++) {
            Duration apart = Duration.between(
                    chart.points().get(i - 1).at(), chart.points().get(i).at());
            least = Math.min(least, (double) apart.toMillis());
        }
        return least;
    }

    /// The style class gives its font before it is measured.
    private Text text(String words) {
        Text text = new Text(words);
        text.getStyleClass().add("audits-text");
        text.setManaged(false);
        getChildren().add(text);
        text.applyCss();
        return text;
    }
}
