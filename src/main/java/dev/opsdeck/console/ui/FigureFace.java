package dev.opsdeck.console.ui;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/// What is drawn on a tile. Places its parts itself, and only those whose width changed: a new figure must not lay out
/// the window once a second. FX thread.
final class FigureFace extends Region {

    private static final double FIGURE_BASELINE = 58;
    private static final double TITLE_GAP = 4;
    private static final double CHART_TOP = 70;
    private static final double CHART_GAP = 6;
    private static final double BAR_HEIGHT = 16;
    private static final double BAR_TOP = 76;
    private static final List<String> FITS = List.of("od-fit-1", "od-fit-2");

    final Label title = new Label();
    final Label footnote = new Label();
    final StateLabel state = new StateLabel();
    private final Text figure = text("od-figure");
    private final Text unit = text("od-unit");
    private final List<Text> secondary = new ArrayList<>();
    private @Nullable Region chart;
    private @Nullable Bar bar;
    private double inset;
    private int fit;
    private boolean placing;
    private double fittedWidth = -1;
    private String note = "";
    private String stateWords = State.UNKNOWN.word();

    FigureFace() {
        getStyleClass().add("od-tile-face");
        title.getStyleClass().add("od-title");
        footnote.getStyleClass().addAll("od-muted", "od-small", "od-footnote");
        footnote.setWrapText(true);
        for (Region part : List.of(title, state, footnote)) {
            part.setManaged(false);
        }
        // Also when a style changes the size of a text, which is later than the text itself.
        figure.layoutBoundsProperty().subscribe(this::placeFigure);
        unit.layoutBoundsProperty().subscribe(this::placeFigure);
        getChildren().addAll(title, state, figure, unit, footnote);
    }

    /// How far the tile's own frame already holds its content from its edge.
    void inset(double newInset) {
        inset = newInset;
    }

    void figure(Quantity quantity) {
        set(figure, quantity.figure());
        set(unit, quantity.unit());
    }

    /// Pairs of a muted label and a strong value, at the right of the figure.
    void secondary(String... labelsAndValues) {
        while (secondary.size() < labelsAndValues.length) {
            Text part = text(secondary.size() % 2 == 0 ? "od-muted" : "od-strong");
            part.layoutBoundsProperty().subscribe(this::placeSecondary);
            secondary.add(part);
            getChildren().add(part);
        }
        for (int i = 0; i < secondary.size(); i++) {
            set(secondary.get(i), i < labelsAndValues.length ? labelsAndValues[i] : "");
        }
    }

    void chart(Region newChart) {
        chart = newChart;
        newChart.setManaged(false);
        getChildren().add(newChart);
    }

    Bar bar() {
        Bar there = bar;
        if (there == null) {
            there = new Bar();
            there.setManaged(false);
            bar = there;
            getChildren().add(there);
            requestLayout();
        }
        there.setVisible(true);
        return there;
    }

    void noBar() {
        if (bar != null) {
            bar.setVisible(false);
        }
    }

    void state(State newState, String words) {
        if (state.state() != newState || !words.equals(stateWords)) {
            stateWords = words;
            state.show(newState, words);
            // Placed when the new state's style is known, not now: with the former one it is measured too narrow for
            // its word. A state changes seldom enough to lay out the window.
            requestLayout();
        }
    }

    void footnote(String words) {
        if (!words.equals(note)) {
            note = words;
            placeFootnote();
        }
    }

    @Override
    protected void layoutChildren() {
        if (getWidth() != fittedWidth) {
            fittedWidth = getWidth();
            fit = 0;
            figure.getStyleClass().removeAll(FITS);
            unit.getStyleClass().removeAll(FITS);
            figure.applyCss();
            unit.applyCss();
        }
        placeTop();
        placeFigure();
        placeSecondary();
        Region drawn = chart;
        if (drawn != null) {
            double bottom = getHeight() - margin() - lineHeight() - CHART_GAP;
            drawn.resizeRelocate(margin(), CHART_TOP + margin(), inner(), Math.max(0, bottom - CHART_TOP - margin()));
        }
        if (bar != null) {
            bar.resizeRelocate(margin(), margin() + BAR_TOP, inner(), BAR_HEIGHT);
        }
    }

    private void placeTop() {
        if (getWidth() <= 0) {
            return;
        }
        state.show(state.state(), stateWords);
        double stateWidth = Math.ceil(state.prefWidth(-1));
        if (Math.ceil(title.prefWidth(-1)) + TITLE_GAP + stateWidth > inner()) {
            // No room for the word beside the title: the shape stays here, the word begins the footnote.
            state.show(state.state(), "");
            stateWidth = Math.ceil(state.prefWidth(-1));
        }
        placeFootnote();
        double titleHeight = title.prefHeight(-1);
        double stateHeight = state.prefHeight(-1);
        state.resizeRelocate(
                right() - stateWidth, Math.rint(margin() + (titleHeight - stateHeight) / 2), stateWidth, stateHeight);
        double room = Math.max(0, inner() - stateWidth - TITLE_GAP);
        title.resizeRelocate(margin(), margin(), Math.min(room, Math.ceil(title.prefWidth(-1))), titleHeight);
    }

    /// The figure keeps its size while the tile keeps its width: once too long, it stays smaller and does not jump.
    private void placeFigure() {
        if (getWidth() <= 0 || placing) {
            return;
        }
        placing = true;
        while (width(figure) + 6 + width(unit) > inner() && fit < FITS.size()) {
            if (fit > 0) {
                figure.getStyleClass().remove(FITS.get(fit - 1));
                unit.getStyleClass().remove(FITS.get(fit - 1));
            }
            figure.getStyleClass().add(FITS.get(fit));
            unit.getStyleClass().add(FITS.get(fit));
            fit++;
            figure.applyCss();
            unit.applyCss();
        }
        figure.setX(margin());
        figure.setY(margin() + FIGURE_BASELINE);
        unit.setX(Math.rint(margin() + width(figure) + 6));
        unit.setY(margin() + FIGURE_BASELINE);
        placing = false;
    }

    private void placeSecondary() {
        double x = right();
        for (int i = secondary.size() - 1; i >= 0; i--) {
            Text part = secondary.get(i);
            x = Math.rint(x - width(part));
            part.setX(x);
            part.setY(margin() + FIGURE_BASELINE);
            x -= i % 2 == 0 ? 12 : 4;
        }
    }

    private void placeFootnote() {
        if (getWidth() <= 0) {
            return;
        }
        boolean wordBelow = state.getText().isEmpty() && !note.startsWith(stateWords);
        String words = !wordBelow ? note : note.isEmpty() ? stateWords : stateWords + " · " + note;
        if (!words.equals(footnote.getText())) {
            footnote.setText(words);
        }
        double height = chart == null ? Math.min(footnote.prefHeight(inner()), 2 * lineHeight()) : lineHeight();
        footnote.resizeRelocate(margin(), getHeight() - margin() - height, inner(), height);
    }

    private double margin() {
        return 16 - inset;
    }

    private double inner() {
        return getWidth() - 2 * margin();
    }

    private double right() {
        return getWidth() - margin();
    }

    private double lineHeight() {
        return Math.ceil(footnote.getFont().getSize() * 1.4);
    }

    private static double width(Text text) {
        // Asked for in any case: bounds that nobody asked for do not tell when they change again.
        double measured = text.getLayoutBounds().getWidth();
        return text.getText().isEmpty() ? 0 : measured;
    }

    private static void set(Text text, String words) {
        if (!words.equals(text.getText())) {
            text.setText(words);
        }
    }

    private static Text text(String styleClass) {
        Text text = new Text();
        text.getStyleClass().add(styleClass);
        text.setTextOrigin(VPos.BASELINE);
        text.setManaged(false);
        return text;
    }
}
