package dev.opsdeck.console.ui;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/// Shape, colour and word of a [State]. FX thread.
public final class StateLabel extends Label {

    private State state = State.UNKNOWN;

    /// Says `unknown` until told otherwise.
    public StateLabel() {
        Region shape = new Region();
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

    /// What is shown now.
    public State state() {
        return state;
    }
}
