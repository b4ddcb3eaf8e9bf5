package dev.opsdeck.console;

import dev.opsdeck.console.store.Folders;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What the console is told at its start by properties and environment.
///
/// @param screens folder for pictures of all pages; null for an ordinary start
/// @param display whether a window can be opened
record LaunchOptions(Folders folders, @Nullable Path screens, boolean display) {

    static LaunchOptions of(UnaryOperator<@Nullable String> property, UnaryOperator<@Nullable String> environment) {
        String screens = property.apply("opsdeck.screens");
        return new LaunchOptions(
                Folders.of(property, environment),
                blank(screens) ? null : Path.of(screens),
                display(property, environment));
    }

    private static boolean display(
            UnaryOperator<@Nullable String> property, UnaryOperator<@Nullable String> environment) {
        String os = property.apply("os.name");
        if (os == null || !os.startsWith("Linux")) {
            return true;
        }
        return "Headless".equals(property.apply("glass.platform"))
                || !blank(environment.apply("DISPLAY"))
                || !blank(environment.apply("WAYLAND_DISPLAY"));
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
