package dev.opsdeck.console.analytics;

import java.util.function.Function;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// The words of a choice in a list; they are never read back. FX thread.
final class Worded<T> extends StringConverter<T> {

    private final Function<T, String> words;

    Worded(Function<T, String> words) {
        this.words = words;
    }

    @Override
    public String toString(@Nullable T value) {
        return value == null ? "" : words.apply(value);
    }

    @Override
    public T fromString(String text) {
        throw new UnsupportedOperationException("a list of choices is not typed into");
    }
}
