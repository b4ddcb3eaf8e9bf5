package dev.opsdeck.console.ui;

import java.util.function.Function;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/// A cell of a table that says a [State]. FX thread.
///
/// @param <S> the rows of the table
/// @param <T> what is in the cell
public final class StateCell<S, T> extends TableCell<S, T> {

    private final StateLabel label = new StateLabel();
    private final Function<? super T, State> state;
    private final Function<? super T, String> word;

    /// @param word what is said of it
    public StateCell(Function<? super T, State> state, Function<? super T, String> word) {
        this.state = state;
        this.word = word;
    }

    @Override
    protected void updateItem(@Nullable T item, boolean empty) {
        super.updateItem(item, empty);
        if (empty || item == null) {
            setGraphic(null);
        } else {
            label.show(state.apply(item), word.apply(item));
            setGraphic(label);
        }
    }
}
