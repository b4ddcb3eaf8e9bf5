package dev.opsdeck.console.products;

import java.util.function.Function;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// Words for what a box offers to choose. Stateless.
final class Choices {

    private Choices() {}

    /// For a box that cannot be typed into; nothing for null.
    static <T> StringConverter<T> named(Function<T, String> words) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? "" : words.apply(value);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("The box cannot be typed into.");
            }
        };
    }
}
