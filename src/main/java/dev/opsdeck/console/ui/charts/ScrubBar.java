package dev.opsdeck.console.ui.charts;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/// A bar of time below a chart of the same width, to choose a moment of the chart's window: by a click, by dragging,
/// here or on the chart, or by keys: an arrow is a bucket, with Shift ten, Home the beginning, End the newest. It says
/// the time under the pointer. It only tells what is chosen; the moment that it shows is set by its owner. FX thread.
public final class ScrubBar extends Region {

    private static final double HEIGHT = 32;
    private static final double TRACK = 4;
    private static final double THUMB = 12;
    private static final int MANY = 10;

    private final Region track = new Region();
    private final Region thumb = new Region();
    private final Text label = new Text();
    private final Function<Instant, String> clock;
    private final Consumer<Instant> chosen;
    private Instant start = Instant.EPOCH;
    private Instant end = Instant.EPOCH;
    private Duration step = Duration.ZERO;
    private Instant newest = Instant.EPOCH;
    private @Nullable Instant moment;
    private @Nullable Instant pointed;
    private String hint = "";

    /// @param clock  a time in words
    /// @param chosen told which moment was chosen; it may be outside the window by a step
    public ScrubBar(Function<Instant, String> clock, Consumer<Instant> chosen) {
        this.clock = clock;
        this.chosen = chosen;
        getStyleClass().add("od-scrub");
        track.getStyleClass().add("od-scrub-track");
        thumb.getStyleClass().add("od-scrub-thumb");
        label.getStyleClass().addAll("od-muted", "od-axis");
        label.setTextOrigin(VPos.TOP);
        label.setManaged(false);
        thumb.setManaged(false);
        track.setManaged(false);
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        getChildren().addAll(track, thumb, label);
        label.layoutBoundsProperty().subscribe(this::place);
        listen(this);
        addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    }

    /// The mouse does the same on the chart.
    public void listen(Region chart) {
        chart.addEventHandler(MouseEvent.MOUSE_MOVED, mouse -> point(mouse.getX()));
        chart.addEventHandler(MouseEvent.MOUSE_EXITED, mouse -> point(Double.NaN));
        chart.addEventHandler(MouseEvent.MOUSE_PRESSED, this::drag);
        chart.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
    }

    /// @param window  what the chart shows
    /// @param latest the newest moment that there is
    public void window(TimeBuckets window, Instant latest) {
        newest = latest;
        if (!window.start().equals(start) || !window.end().equals(end)) {
            start = window.start();
            end = window.end();
            step = window.step();
            place();
        }
    }

    /// @param at    the moment that is looked at; null when it is now
    /// @param words the same for those who hear the page
    /// @param calm  what to say while there is nothing else
    public void moment(@Nullable Instant at, String words, String calm) {
        moment = at;
        hint = calm;
        if (!words.equals(getAccessibleText())) {
            setAccessibleText(words);
        }
        place();
    }

    /// The window's moment at that share of its length, to the millisecond.
    static Instant at(Instant start, Instant end, double share) {
        double held = Math.clamp(share, 0.0, 1.0);
        return start.plusMillis(Math.round(Duration.between(start, end).toMillis() * held));
    }

    @Override
    protected void layoutChildren() {
        place();
    }

    private void drag(MouseEvent mouse) {
        if (mouse.getButton() == MouseButton.PRIMARY && mouse.isPrimaryButtonDown() && getWidth() > 0) {
            requestFocus();
            point(mouse.getX());
            Instant there = at(start, end, mouse.getX() / getWidth());
            chosen.accept(there.isAfter(newest) ? newest : there);
            mouse.consume();
        }
    }

    private void point(double x) {
        pointed = Double.isNaN(x) || getWidth() <= 0 ? null : at(start, end, x / getWidth());
        place();
    }

    private void onKey(KeyEvent key) {
        Instant from = moment == null ? newest : moment;
        Duration by = key.isShiftDown() ? step.multipliedBy(MANY) : step;
        Instant to = switch (key.getCode()) {
            case LEFT -> from.minus(by);
            case RIGHT -> from.plus(by);
            case HOME -> start;
            case END -> newest;
            default -> null;
        };
        if (to != null) {
            key.consume();
            pointed = null;
            chosen.accept(to);
        }
    }

    private void place() {
        if (getWidth() <= 0 || !start.isBefore(end)) {
            return;
        }
        track.resizeRelocate(0, THUMB / 2 - TRACK / 2 + 2, getWidth(), TRACK);
        double at = moment == null ? getWidth() : x(moment);
        thumb.resizeRelocate(Math.rint(Math.clamp(at, 0, getWidth()) - THUMB / 2), 2, THUMB, THUMB);
        Instant told = pointed == null ? moment : pointed;
        String words = told == null ? hint : clock.apply(told.isAfter(newest) ? newest : told);
        if (!words.equals(label.getText())) {
            label.setText(words);
        }
        double width = label.getLayoutBounds().getWidth();
        double left = told == null ? 0 : x(told) - width / 2;
        label.setX(Math.rint(Math.clamp(left, 0, Math.max(0, getWidth() - width))));
        label.setY(THUMB + 5);
    }

    private double x(Instant time) {
        return getWidth()
                * Duration.between(start, time).toMillis()
                / Duration.between(start, end).toMillis();
    }
}
