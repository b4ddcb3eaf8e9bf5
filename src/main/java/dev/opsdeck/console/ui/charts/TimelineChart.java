package dev.opsdeck.console.ui.charts;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// A strip of time: a line, the events as marks on its lower edge (what lasts as a band as well), the time of the
/// operator's zone below. Its marks are made anew only when they or the window changed. FX thread.
public final class TimelineChart extends Region {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH);
    private static final double LABELS = 24;
    private static final double MARK = 10;
    private static final double LABEL_DISTANCE = 110;

    private final ZoneId zone;
    private final Sparkline line;
    private final Region now = new Region();
    private final List<Node> marks = new ArrayList<>();
    private final List<Node> labels = new ArrayList<>();
    private final Map<EventMark.Kind, Consumer<EventMark>> actions = new EnumMap<>(EventMark.Kind.class);
    private @Nullable TimeBuckets drawn;
    private List<EventMark> events = List.of();
    private @Nullable Object placed;

    /// @param size the number of buckets of what will be drawn
    public TimelineChart(int size, ZoneId zone) {
        this.zone = zone;
        line = new Sparkline(size);
        line.setManaged(false);
        line.fill();
        line.calm(4);
        now.setManaged(false);
        now.getStyleClass().add("od-timeline-now");
        getStyleClass().add("od-timeline");
        setMinHeight(64 + LABELS);
        setPrefHeight(64 + LABELS);
        getChildren().addAll(line, now);
    }

    /// Shows the line and the events that fall into its window.
    public void draw(TimeBuckets values, List<EventMark> newEvents) {
        drawn = values;
        events = newEvents;
        line.draw(values);
        place();
    }

    /// Marks the moment that is looked at; null for none.
    public void moment(@Nullable Instant at) {
        line.moment(at);
    }

    /// Draws another line of the same window behind, paler, with the next drawing; null for none.
    public void former(@Nullable TimeBuckets values) {
        line.former(values);
    }

    /// What a click on a mark of that kind does.
    public void opens(EventMark.Kind kind, Consumer<EventMark> action) {
        actions.put(kind, action);
    }

    /// Two dashed lines, where a value becomes a warning and where critical; NaN for none.
    public void thresholds(double warning, String warningLabel, double critical, String criticalLabel) {
        line.thresholds(warning, warningLabel, critical, criticalLabel);
    }

    @Override
    protected void layoutChildren() {
        line.resizeRelocate(0, 0, getWidth(), stripHeight());
        line.layout();
        now.resizeRelocate(getWidth() - 2, 0, 2, stripHeight() + 4);
        // New marks ask for a layout of their own: nothing may be made anew here unless the size changed, or there
        // would be a layout in every frame.
        place();
    }

    private record Placed(Instant start, Instant end, List<EventMark> events, double width, double height) {}

    private void place() {
        TimeBuckets values = drawn;
        if (values == null || getWidth() <= 0) {
            return;
        }
        Placed wanted = new Placed(values.start(), values.end(), events, getWidth(), getHeight());
        if (wanted.equals(placed)) {
            return;
        }
        placed = wanted;
        getChildren().removeAll(marks);
        getChildren().removeAll(labels);
        marks.clear();
        labels.clear();
        placeLabels(wanted);
        Duration apart = Duration.ofMillis((long) (millis(wanted) * MARK / getWidth()));
        double[] ends = new double[EventMark.Kind.values().length];
        Arrays.fill(ends, -MARK);
        for (EventMark event : EventMark.merged(inside(wanted), apart)) {
            band(event, wanted);
            double x = markX(event, wanted);
            marks.add(mark(event, x, freeRow(ends, x)));
        }
        getChildren().addAll(labels);
        getChildren().addAll(marks);
    }

    private static List<EventMark> inside(Placed window) {
        return window.events.stream()
                .filter(event -> event.at().isBefore(window.end)
                        && !(event.until() == null ? event.at() : event.until()).isBefore(window.start))
                .toList();
    }

    private void placeLabels(Placed window) {
        int most = (int) Math.max(2, window.width / LABEL_DISTANCE);
        double free = 0;
        for (TimeAxis.Tick tick : TimeAxis.ticks(window.start, window.end, zone, most)) {
            Text label = new Text(tick.label());
            label.setManaged(false);
            label.getStyleClass().addAll("od-muted", "od-axis");
            label.setTextOrigin(VPos.TOP);
            // Before its style is known: a little wider than in the end.
            double half = label.getLayoutBounds().getWidth() / 2;
            double x = x(tick.at(), window) - half;
            // A label that would leave the strip or touch the one before is left out.
            if (x >= free && x + 2 * half <= window.width) {
                label.setWrappingWidth(Math.ceil(2 * half));
                label.setTextAlignment(TextAlignment.CENTER);
                label.setX(Math.rint(x));
                label.setY(stripHeight() + 10);
                labels.add(label);
                free = x + 2 * half + 8;
            }
        }
    }

    private void band(EventMark event, Placed window) {
        Instant until = event.until();
        if (until == null) {
            return;
        }
        double from = Math.max(0, x(event.at(), window));
        double to = Math.min(window.width, x(until, window));
        Region band = part("od-timeline-band", event);
        band.resizeRelocate(Math.rint(from), 0, Math.max(2, Math.rint(to - from)), stripHeight());
        marks.add(band);
    }

    /// The lowest row in which a mark at `x` covers no other.
    private static int freeRow(double[] ends, double x) {
        for (int row = 0; row < ends.length; row++) {
            if (x - MARK / 2 >= ends[row]) {
                ends[row] = x + MARK / 2 + 1;
                return row;
            }
        }
        return 0;
    }

    private static double markX(EventMark event, Placed window) {
        return Math.clamp(x(event.at(), window), MARK / 2, Math.max(MARK / 2, window.width - MARK / 2));
    }

    private Node mark(EventMark event, double x, int row) {
        Region mark = part("od-mark", event);
        mark.resizeRelocate(Math.rint(x - MARK / 2), stripHeight() - MARK / 2 - row * (MARK + 2), MARK, MARK);
        Consumer<EventMark> action = actions.get(event.kind());
        if (action != null) {
            mark.getStyleClass().add("opens");
            mark.setOnMouseClicked(click -> action.accept(event));
            // It is the mark that is meant, not the moment.
            mark.setOnMousePressed(MouseEvent::consume);
        }
        Tooltip.install(mark, new Tooltip(WHEN.format(event.at().atZone(zone)) + "  " + event.words()));
        return mark;
    }

    private static Region part(String styleClass, EventMark event) {
        Region part = new Region();
        part.setManaged(false);
        part.getStyleClass().addAll(styleClass, event.kind().styleClass());
        return part;
    }

    private double stripHeight() {
        return Math.max(0, getHeight() - LABELS);
    }

    private static double x(Instant at, Placed window) {
        return window.width * Duration.between(window.start, at).toMillis() / millis(window);
    }

    private static double millis(Placed window) {
        return Duration.between(window.start, window.end).toMillis();
    }
}
