package dev.opsdeck.console.ui;

import dev.opsdeck.console.ui.charts.Sparkline;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// A tile: title, state, a big figure with its unit, smaller ones beside it, a sparkline or a bar, a footnote. Every
/// method compares with what is shown and touches only what differs. Made by [Tiles]. FX thread.
public final class FigureTile {

    private final Region tile;
    private final FigureFace face;
    private boolean stale;
    private String when = "";
    private State state = State.UNKNOWN;
    private @Nullable Tooltip tooltip;

    FigureTile(String title, Region tile, FigureFace face) {
        this.tile = tile;
        this.face = face;
        face.title.setText(title);
        figure(new Quantity(Formats.NONE, ""));
    }

    /// What is put into the window.
    public Node node() {
        return tile;
    }

    /// The big figure.
    public void figure(Quantity quantity) {
        face.figure(quantity);
        String said = face.title.getText() + " " + quantity.text() + ", " + (stale ? State.UNKNOWN : state).word()
                + (when.isEmpty() ? "" : ", " + when);
        if (!said.equals(tile.getAccessibleText())) {
            tile.setAccessibleText(said);
        }
    }

    /// Labels and values in turn, such as `p50`, `93`, `p99`, `212`.
    public void secondary(String... labelsAndValues) {
        face.secondary(labelsAndValues);
    }

    /// How it is; shown as unknown while the tile is stale.
    public void state(State newState) {
        if (state != newState) {
            tile.getStyleClass().remove(state.word());
            state = newState;
            showState();
        }
    }

    /// Values are not current: dimmed, and the state is unknown whatever it was.
    public void stale(boolean nowStale) {
        if (stale != nowStale) {
            stale = nowStale;
            showState();
        }
    }

    /// The values are those of a moment that is over, with a frame that says so.
    ///
    /// @param words when that was, for those who hear the tile; empty for now
    public void past(String words) {
        if (when.isEmpty() != words.isEmpty()) {
            if (words.isEmpty()) {
                tile.getStyleClass().remove("past");
            } else {
                tile.getStyleClass().add("past");
            }
        }
        when = words;
    }

    /// One sentence or two lines at the bottom.
    public void footnote(String words) {
        face.footnote(words);
    }

    /// How full, with the marks of warning and critical; from 0 to 1.
    public void bar(double share, double warningAt, double criticalAt) {
        face.bar().show(share, warningAt, criticalAt);
    }

    /// Takes the bar away again.
    public void noBar() {
        face.noBar();
    }

    /// Puts a sparkline on the tile; it is drawn by the caller.
    public void chart(Sparkline sparkline) {
        face.chart(sparkline);
    }

    /// What the figures are, shown while the pointer rests on the tile.
    public void explain(String words) {
        Tooltip there = tooltip;
        if (there == null) {
            there = new Tooltip();
            there.setWrapText(true);
            there.setMaxWidth(320);
            tooltip = there;
            Tooltip.install(tile, there);
        }
        if (!words.equals(there.getText())) {
            there.setText(words);
        }
    }

    /// The state's word as it is shown.
    public String stateWord() {
        return (stale ? State.UNKNOWN : state).word();
    }

    private void showState() {
        State shown = stale ? State.UNKNOWN : state;
        tile.getStyleClass().removeAll("stale", state.word());
        if (stale) {
            tile.getStyleClass().add("stale");
        } else {
            tile.getStyleClass().add(state.word());
        }
        face.state(shown, shown.word());
    }
}
