package dev.opsdeck.server.audits;

import dev.opsdeck.api.audits.AuditChart;
import dev.opsdeck.server.audits.Plot.Spot;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A chart as SVG inside of HTML. Pure.
final class Svg {

    private static final int WIDTH = 400;
    private static final int HEIGHT = 150;
    private static final int LEFT = 46;
    private static final int TOP = 8;
    private static final int BOTTOM = 20;

    private Svg() {}

    static String figure(AuditChart chart) {
        Plot plot = Plot.of(chart);
        StringBuilder out = new StringBuilder("<figure><figcaption>")
                .append(Html.text(chart.title() + (chart.unit().isEmpty() ? "" : ", " + chart.unit())))
                .append("</figcaption>\n<svg viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("\" role=\"img\" aria-label=\"")
                .append(Html.text(chart.title()))
                .append("\">\n");
        for (double share : new double[] {0, 0.5, 1}) {
            out.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                            + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                    LEFT,
                    WIDTH - 4,
                    y(share),
                    y(share),
                    LEFT - 6,
                    y(share) + 4,
                    Html.text(Words.figure(plot.top() * share))));
        }
        plot.lines().forEach(line -> line(out, line));
        label(out, chart.points().getFirst().label(), LEFT, "start");
        if (chart.points().size() > 1) {
            label(out, chart.points().getLast().label(), WIDTH - 4, "end");
        }
        return out.append("</svg></figure>\n").toString();
    }

    private static void line(StringBuilder out, List<Spot> line) {
        if (line.size() > 1) {
            out.append("<polyline class=\"line\" points=\"")
                    .append(line.stream().map(Svg::place).collect(Collectors.joining(" ")))
                    .append("\"/>\n");
        }
        for (Spot spot : line) {
            out.append(String.format(
                    Locale.ROOT,
                    "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"2\"><title>%s</title></circle>%n",
                    x(spot),
                    y(spot.y()),
                    Html.text(spot.words())));
        }
    }

    private static void label(StringBuilder out, String label, int x, String anchor) {
        out.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n",
                x,
                HEIGHT - 4,
                anchor,
                Html.text(label)));
    }

    private static String place(Spot spot) {
        return String.format(Locale.ROOT, "%.1f,%.1f", x(spot), y(spot.y()));
    }

    private static double x(Spot spot) {
        return LEFT + spot.x() * (WIDTH - 4 - LEFT);
    }

    private static double y(double share) {
        return TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);
    }
}
