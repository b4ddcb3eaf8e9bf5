package dev.opsdeck.console.ui;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

/// Shape, colour and word of a [State]. FX thread.
public final class StateLabel extends Label {

    /// How high a capital is, as a part of the font's size (Open Sans).
    private static final double CAPITAL = 0.714;

    private final Region shape = new Region();
    private State state = State.UNKNOWN;

    /// Says `unknown` until told otherwise.
    public StateLabel() {
        shape.getStyleClass().add("od-shape");
        setGraphic(shape);
        getStyleClass().addAll("od-state", state.word());
        setText(state.word());
    }

    public StateLabel(State state) {
        this();
        show(state);
    }

    /// Shows the state with its own word.
    public void show(State newState) {
        show(newState, newState.word());
    }

    /// Shows the state with other words, such as `live · 0.4 s`.
    public void show(State newState, String words) {
        if (newState != state) {
            getStyleClass().remove(state.word());
            getStyleClass().add(newState.word());
            state = newState;
        }
        if (!words.equals(getText())) {
            setText(words);
        }
    }

    /// Of several lines, the shape stands beside the first.
    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        if (isWrapText()
                && lookup(".text") instanceof Text words
                && words.getLayoutBounds().getHeight() > 2 * getFont().getSize()) {
            double top = words.getLayoutY() + words.getLayoutBounds().getMinY();
            double middle =
                    top + words.getBaselineOffset() - CAPITAL / 2 * getFont().getSize();
            shape.setLayoutY(snapPositionY(middle - shape.getHeight() / 2));
        }
    }

    /// What is shown now.
    public State state() {
        return state;
    }
}
