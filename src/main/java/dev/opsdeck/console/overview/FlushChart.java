package dev.opsdeck.console.overview;

import dev.opsdeck.api.caches.FlushPoint;
import dev.opsdeck.console.ui.charts.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/// One figure of a flush over the seconds around it, former flushes dimmed behind it, the flush as a vertical
/// line, and a level as a dashed one. FX thread; draws when it is told to or changes its size.
final class FlushChart extends Region {

    private static final double TOP = 20;
    private static final double BOTTOM = 16;
    private static final double SECONDS_BEFORE = 30;
    private static final double LEAST_SECONDS = 60;

    /// About as wide are the words at the flush and at the end of the time axis.
    private static final double FLUSH_WORD = 26;

    private static final double LENGTH_WORD = 32;

    private final String title;
    private final boolean share;
    private final DoubleFunction<String> words;
    private final Function<FlushPoint, @Nullable Double> figure;
    private List<FlushPoint> curve = List.of();
    private List<List<FlushPoint>> former = List.of();
    private double level = Double.NaN;
    private String levelWords = "";

    /// @param share  whether the edges are 0 and 1
    /// @param words  says a value with its unit
    /// @param figure what is drawn of a point; null where there is none
    FlushChart(
            String title, boolean share, DoubleFunction<String> words, Function<FlushPoint, @Nullable Double> figure) {
        this.title = title;
        this.share = share;
        this.words = words;
        this.figure = figure;
        getStyleClass().add("flush-chart");
        setMinSize(0, 96);
        setPrefSize(200, 96);
    }

    /// @param newLevel NaN for none
    void show(List<FlushPoint> points, List<List<FlushPoint>> others, double newLevel, String newLevelWords) {
        curve = points;
        former = others;
        level = newLevel;
        levelWords = newLevelWords;
        setAccessibleText(title + ", latest " + latest());
        requestLayout();
    }

    private String latest() {
        Double value = curve.isEmpty() ? null : figure.apply(curve.getLast());
        return value == null ? "–" : words.apply(value);
    }

    @Override
    protected void layoutChildren() {
        double height = getHeight() - TOP - BOTTOM;
        if (getWidth() < 40 || height < 10) {
            getChildren().clear();
            return;
        }
        double length =
                Math.max(LEAST_SECONDS, curve.isEmpty() ? 0 : curve.getLast().second());
        Scale scale = share ? Scale.share() : Scale.fromZero(highest(length));
        List<Node> nodes = new ArrayList<>();
        frame(nodes, scale, length, height);
        former.forEach(line -> nodes.add(path(line, "former", scale, length, height)));
        if (level <= scale.top()) {
            level(nodes, scale, length, height);
        }
        nodes.add(path(curve, "current", scale, length, height));
        nodes.forEach(node -> node.setManaged(false));
        getChildren().setAll(nodes);
    }

    private double highest(double length) {
        double highest = Double.isNaN(level) ? 0 : level;
        List<List<FlushPoint>> all = new ArrayList<>(former);
        all.add(curve);
        for (List<FlushPoint> line : all) {
            for (FlushPoint point : line) {
                Double value = figure.apply(point);
                if (value != null && point.second() <= length) {
                    highest = Math.max(highest, value);
                }
            }
        }
        return highest;
    }

    private void frame(List<Node> nodes, Scale scale, double length, double height) {
        for (double part : new double[] {0, 1}) {
            Line line = new Line(0, crisp(TOP + height * part), getWidth(), crisp(TOP + height * part));
            line.getStyleClass().add("flush-grid");
            nodes.add(line);
        }
        double zero = crisp(x(0, length));
        Line flush = new Line(zero, TOP, zero, TOP + height);
        flush.getStyleClass().add("flush-moment");
        nodes.add(flush);
        nodes.add(text(title, 0, 0, "flush-title"));
        right(nodes, latest(), getWidth(), 0, "flush-title");
        nodes.add(text("flush", zero, TOP + height + 2, "flush-text"));
        right(nodes, FlushWords.seconds(length), getWidth(), TOP + height + 2, "flush-text");
        if (!share) {
            // The curve is low there: it falls back from the flush on.
            right(nodes, words.apply(scale.top()), getWidth(), TOP + 1, "flush-text");
        }
    }

    /// Its words stand between those below the chart, where no curve runs through them.
    private void level(List<Node> nodes, Scale scale, double length, double height) {
        double y = crisp(TOP + height * (1 - scale.position(level)));
        Line line = new Line(0, y, getWidth(), y);
        line.getStyleClass().add("flush-level");
        nodes.add(line);
        Text words = text(levelWords, 0, TOP + height + 2, "flush-level-text");
        double flushEnd = x(0, length) + FLUSH_WORD;
        words.setX(Math.rint(flushEnd
                + (getWidth() - LENGTH_WORD - flushEnd - words.getLayoutBounds().getWidth()) / 2));
        nodes.add(words);
    }

    private Path path(List<FlushPoint> points, String style, Scale scale, double length, double height) {
        Path path = new Path();
        path.getStyleClass().addAll("flush-line", style);
        boolean open = false;
        for (FlushPoint point : points) {
            Double value = figure.apply(point);
            if (value == null || point.second() > length) {
                open = false;
                continue;
            }
            double x = x(point.second(), length);
            double y = TOP + height * (1 - scale.position(value));
            if (!open) {
                path.getElements().add(new MoveTo(x, y));
            }
            // A point alone is a line to itself, which round ends make a dot.
            path.getElements().add(new LineTo(x, y));
            open = true;
        }
        return path;
    }

    private double x(double second, double length) {
        return getWidth() * (second + SECONDS_BEFORE) / (length + SECONDS_BEFORE);
    }

    private void right(List<Node> nodes, String content, double edge, double y, String style) {
        Text text = text(content, 0, y, style);
        text.setX(Math.rint(edge - text.getLayoutBounds().getWidth()));
        nodes.add(text);
    }

    /// The style class gives its font before it is measured.
    private Text text(String content, double x, double y, String style) {
        Text text = new Text(Math.rint(x), Math.rint(y), content);
        text.getStyleClass().add(style);
        text.setTextOrigin(VPos.TOP);
        text.setManaged(false);
        getChildren().add(text);
        text.applyCss();
        return text;
    }

    private static double crisp(double y) {
        return Math.floor(y) + 0.5;
    }
}
