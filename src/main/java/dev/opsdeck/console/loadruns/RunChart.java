package dev.opsdeck.console.loadruns;

import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.charts.Scale;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;

/// Lines over the seconds of a run, with a scale at the left and a key above. A run longer than the picture is wide is
/// drawn by the highest value of each stretch, so that no peak is hidden. FX thread; draws when it is told to or
/// changes its size, at most once a second while a run goes on.
final class RunChart extends Region {

    /// One line. Immutable.
    static final class Series {

        private final String name;
        private final String style;
        private final double[] values;

        /// @param name   for the key
        /// @param style  `first` or `bad` (with the area below them), `second`, `server` or `quiet`
        /// @param values by second; NaN where there is none
        Series(String name, String style, double[] values) {
            this.name = name;
            this.style = style;
            this.values = values.clone();
        }

        String name() {
            return name;
        }

        double[] values() {
            return values.clone();
        }

        private boolean hasArea() {
            return style.equals("first") || style.equals("bad");
        }
    }

    /// Seconds that do not count, from one on and up to another that is not in it.
    record Band(int from, int to) {}

    private static final double LEFT = 44;
    private static final double BOTTOM = 18;

    private List<Series> series = List.of();
    private List<Band> bands = List.of();
    private int seconds = 1;
    private double goal = Double.NaN;
    private double goalShownFrom = Double.POSITIVE_INFINITY;
    private String goalLabel = "";
    private String unit = "";
    private String note = "";
    private double top;

    RunChart() {
        getStyleClass().add("run-chart");
    }

    /// @param newUnit what the values are in
    void unit(String newUnit) {
        unit = newUnit;
    }

    /// A dashed line, shown when a value comes up to two fifths of it.
    void goal(double value, String label) {
        goal = value;
        goalShownFrom = 0.4 * value;
        goalLabel = label;
    }

    /// Shades stretches, from the next [#show] on.
    void mark(List<Band> notValid) {
        bands = List.copyOf(notValid);
    }

    /// Says something of the lines in the key, from the next [#show] on; nothing when it is empty.
    void note(String words) {
        note = words;
    }

    /// @param length how many seconds wide the picture is
    void show(List<Series> lines, int length) {
        series = List.copyOf(lines);
        seconds = Math.max(2, length);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() - LEFT;
        RunKey key = key(width);
        top = key.height();
        double height = getHeight() - top - BOTTOM;
        if (width < 10 || height < 10) {
            getChildren().clear();
            return;
        }
        double highest = 0;
        for (Series line : series) {
            for (double value : line.values) {
                highest = Math.max(highest, Double.isNaN(value) ? 0 : value);
            }
        }
        boolean withGoal = highest >= goalShownFrom;
        Scale scale = Scale.fromZero(withGoal ? Math.max(highest, goal * 1.1) : highest);
        List<Node> nodes = new ArrayList<>();
        for (Band band : bands) {
            double from = LEFT + width * Math.min(band.from, seconds) / seconds;
            double to = LEFT + width * Math.min(band.to, seconds) / seconds;
            Rectangle shade = new Rectangle(from, top, to - from, height);
            shade.getStyleClass().add("run-band");
            nodes.add(shade);
        }
        grid(nodes, scale, width, height);
        int areas = nodes.size();
        for (Series line : series.reversed()) {
            draw(nodes, areas, line, scale, width, height);
        }
        if (withGoal && goal <= scale.top()) {
            goal(nodes, scale, width, height);
        }
        unit(nodes);
        nodes.addAll(key.nodes());
        nodes.forEach(node -> node.setManaged(false));
        getChildren().setAll(nodes);
    }

    private void grid(List<Node> nodes, Scale scale, double width, double height) {
        for (double share : new double[] {0, 0.5, 1}) {
            double y = crisp(top + height * (1 - share));
            Line line = new Line(LEFT, y, LEFT + width, y);
            line.getStyleClass().add("run-grid");
            nodes.add(line);
            Text label = text(Formats.figure(scale.top() * share), "run-text");
            label.setTextOrigin(VPos.CENTER);
            label.setX(LEFT - 8 - label.getLayoutBounds().getWidth());
            label.setY(y);
            nodes.add(label);
        }
        for (double share : new double[] {0, 0.5, 1}) {
            Text label = text(Formats.duration(Duration.ofSeconds(Math.round(seconds * share))), "run-text");
            double wide = label.getLayoutBounds().getWidth();
            label.setTextOrigin(VPos.TOP);
            label.setX(Math.rint(LEFT + width * share - wide * share));
            label.setY(top + height + 4);
            nodes.add(label);
        }
    }

    /// @param areas where in the list areas go: below all lines
    private void draw(List<Node> nodes, int areas, Series line, Scale scale, double width, double height) {
        double[] shown = reduce(line.values, seconds, (int) Math.max(2, width));
        double step = width / Math.max(1, shown.length - 1);
        Path stroke = new Path();
        stroke.getStyleClass().addAll("run-line", line.style);
        List<PathElement> elements = new ArrayList<>();
        List<PathElement> below = new ArrayList<>();
        double start = 0;
        boolean open = false;
        for (int i = 0; i < shown.length; i++) {
            double x = LEFT + i * step;
            if (Double.isNaN(shown[i])) {
                open = false;
                continue;
            }
            double y = top + height * (1 - scale.position(shown[i]));
            if (open) {
                elements.add(new LineTo(x, y));
                below.removeLast();
                below.removeLast();
                below.add(new LineTo(x, y));
            } else {
                elements.add(new MoveTo(x, y));
                // A second alone is a line to itself, which round ends make a dot.
                elements.add(new LineTo(x, y));
                below.add(new MoveTo(x, top + height));
                below.add(new LineTo(x, y));
                start = x;
            }
            below.add(new LineTo(x, top + height));
            below.add(new LineTo(start, top + height));
            open = true;
        }
        if (line.hasArea() && !below.isEmpty()) {
            below.add(new ClosePath());
            Path area = new Path(below);
            area.getStyleClass().addAll("run-area", line.style);
            nodes.add(areas, area);
        }
        stroke.getElements().setAll(elements);
        nodes.add(stroke);
    }

    private void goal(List<Node> nodes, Scale scale, double width, double height) {
        double y = crisp(top + height * (1 - scale.position(goal)));
        Line line = new Line(LEFT, y, LEFT + width, y);
        line.getStyleClass().add("run-goal");
        Text label = text(goalLabel, "run-text");
        label.getStyleClass().add("goal");
        label.setTextOrigin(VPos.BOTTOM);
        // At the left, because what breaks a goal rather does so at the end.
        label.setX(LEFT + 4);
        label.setY(y - 2);
        nodes.add(line);
        nodes.add(label);
    }

    private RunKey key(double width) {
        RunKey key = new RunKey(LEFT, LEFT + width, words -> text(words, "run-text"));
        series.forEach(line -> key.line(line.name, line.style));
        if (!bands.isEmpty()) {
            key.words("shaded: generator late");
        }
        key.words(note);
        return key;
    }

    private void unit(List<Node> nodes) {
        Text measure = text(unit, "run-text");
        measure.setTextOrigin(VPos.CENTER);
        measure.setX(LEFT - 8 - measure.getLayoutBounds().getWidth());
        measure.setY(7);
        nodes.add(measure);
    }

    /// The highest value of each of at most `most` stretches of `seconds` seconds; NaN where a stretch has none.
    static double[] reduce(double[] values, int seconds, int most) {
        int size = Math.min(seconds, most);
        double[] shown = new double[size];
        java.util.Arrays.fill(shown, Double.NaN);
        for (int i = 0; i < values.length; i++) {
            int at = (int) Math.min(size - 1L, (long) i * size / seconds);
            if (!Double.isNaN(values[i]) && !(shown[at] >= values[i])) {
                shown[at] = values[i];
            }
        }
        return shown;
    }

    /// The style class gives its font before it is measured.
    private Text text(String content, String style) {
        Text text = new Text(content);
        text.getStyleClass().add(style);
        text.setManaged(false);
        getChildren().add(text);
        text.applyCss();
        return text;
    }

    private static double crisp(double y) {
        return Math.floor(y) + 0.5;
    }
}
