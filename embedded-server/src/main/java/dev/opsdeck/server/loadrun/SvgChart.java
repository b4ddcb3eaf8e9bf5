package dev.opsdeck.server.loadrun;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Lines over the seconds of a run as one inline SVG. Colours are the page's CSS variables, so that both themes
/// fit. A run longer than the picture is wide is drawn by the highest value of each stretch, so that no peak is
/// hidden.
final class SvgChart {

    /// One line. Immutable.
    private static final class Line {

        private final String name;
        private final String style;
        private final double[] values;

        Line(String name, String style, double[] values) {
            this.name = name;
            this.style = style;
            this.values = values.clone();
        }
    }

    /// Seconds that are set off from the others.
    private record Band(String name, int from, int to) {}

    private static final int WIDTH = 860;
    private static final int HEIGHT = 190;
    private static final int LEFT = 56;
    private static final int TOP = 22;
    private static final int BOTTOM = 20;
    private static final int COLUMNS = WIDTH - LEFT;

    private final String title;
    private final String unit;
    private final List<Line> lines = new ArrayList<>();
    private final List<Band> bands = new ArrayList<>();

    SvgChart(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    /// @param style  CSS class of the line
    /// @param values by second; NaN where there is none
    SvgChart line(String name, String style, double[] values) {
        lines.add(new Line(name, style, values));
        return this;
    }

    /// @param from first second
    /// @param to   the second behind the last
    SvgChart band(String name, int from, int to) {
        bands.add(new Band(name, from, to));
        return this;
    }

    /// The element; empty when there is nothing to draw.
    String svg() {
        int seconds = lines.stream().mapToInt(line -> line.values.length).max().orElse(0);
        double highest = lines.stream()
                .flatMapToDouble(line -> Arrays.stream(line.values))
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(Double.NaN);
        if (seconds == 0 || Double.isNaN(highest)) {
            return "";
        }
        double top = roundedUp(highest);
        StringBuilder svg = new StringBuilder();
        svg.append("<h2>").append(Html.text(title)).append("</h2>\n");
        svg.append("<svg viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("\" role=\"img\" aria-label=\"")
                .append(Html.text(title))
                .append("\">\n");
        bands(svg, seconds);
        grid(svg, top, seconds);
        int x = LEFT;
        for (Line line : lines) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"%s\" x=\"%d\" y=\"6\" width=\"12\" height=\"3\"/><text x=\"%d\" y=\"11\">%s</text>%n",
                    line.style,
                    x,
                    x + 17,
                    Html.text(line.name)));
            x += 34 + line.name.length() * 7;
            path(svg, line, top, seconds);
        }
        return svg.append("</svg>\n").toString();
    }

    private void bands(StringBuilder svg, int seconds) {
        for (Band band : bands) {
            double left = LEFT + (double) COLUMNS * band.from / seconds;
            double right = LEFT + (double) COLUMNS * Math.min(band.to, seconds) / seconds;
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"band\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"><title>%s</title></rect>%n",
                    left,
                    TOP,
                    Math.max(0, right - left),
                    HEIGHT - TOP - BOTTOM,
                    Html.text(band.name)));
        }
    }

    private void grid(StringBuilder svg, double top, int seconds) {
        for (int i = 0; i <= 2; i++) {
            double y = y(top * i / 2, top);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                            + "<text class=\"end\" x=\"%d\" y=\"%.1f\">%s</text>%n",
                    LEFT,
                    WIDTH,
                    y,
                    y,
                    LEFT - 8,
                    y + 4,
                    figure(top * i / 2)));
            svg.append(String.format(
                    Locale.ROOT,
                    "<text class=\"%s\" x=\"%d\" y=\"%d\">%d s</text>%n",
                    i == 0 ? "start" : i == 1 ? "middle" : "end",
                    LEFT + COLUMNS * i / 2,
                    HEIGHT - 4,
                    seconds * i / 2));
        }
        svg.append("<text class=\"end\" x=\"")
                .append(LEFT - 8)
                .append("\" y=\"11\">")
                .append(Html.text(unit))
                .append("</text>\n");
    }

    private static void path(StringBuilder svg, Line line, double top, int seconds) {
        int size = Math.min(seconds, COLUMNS);
        double[] highest = new double[size];
        Arrays.fill(highest, Double.NaN);
        for (int i = 0; i < line.values.length; i++) {
            int at = (int) ((long) i * size / seconds);
            double value = line.values[i];
            if (!Double.isNaN(value) && !(highest[at] >= value)) {
                highest[at] = value;
            }
        }
        svg.append("<path class=\"line ").append(line.style).append("\" d=\"");
        boolean open = false;
        for (int i = 0; i < size; i++) {
            if (Double.isNaN(highest[i])) {
                open = false;
                continue;
            }
            double x = LEFT + (size == 1 ? 0 : (double) COLUMNS * i / (size - 1));
            svg.append(String.format(Locale.ROOT, "%s%.1f %.1f", open ? "L" : "M", x, y(highest[i], top)));
            if (!open) {
                // A second alone is a line to itself, which round ends make a dot.
                svg.append("h0");
            }
            open = true;
        }
        svg.append("\"/>\n");
    }

    private static double y(double value, double top) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
    }

    /// The next of 1, 2, 5 times a power of ten.
    private static double roundedUp(double highest) {
        if (!(highest > 0)) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(highest)));
        double[] steps = {1, 2, 5};
        for (double step : steps) {
            if (highest <= step * power) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static String figure(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }
}
