package dev.opsdeck.console.alerts;

import java.util.function.Function;
import javafx.collections.ObservableList;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// Fills boxes of choices. FX thread.
final class Choices {

    private Choices() {}

    /// Names, where the empty one stands for any.
    static void of(ComboBox<String> box, ObservableList<String> names, String any) {
        of(box, names, name -> name.isEmpty() ? any : name);
    }

    /// @param words what a choice is called; not called with null
    static <T> void of(ComboBox<T> box, ObservableList<T> choices, Function<T, String> words) {
        box.setItems(choices);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable T choice) {
                return choice == null ? "" : words.apply(choice);
            }

            @Override
            public @Nullable T fromString(String text) {
                return choices.stream()
                        .filter(choice -> words.apply(choice).equals(text))
                        .findFirst()
                        .orElse(null);
            }
        });
    }
}
