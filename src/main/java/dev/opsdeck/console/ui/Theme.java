package dev.opsdeck.console.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// Light and dark: AtlantaFX Primer below, our own colours (`-od-*`) and shared styles above. One for the process, FX
/// thread only. Follows the system's scheme while [Choice#SYSTEM] is chosen. Closed by who made it: the system's
/// preferences, which live as long as the process, hold it until then, and it holds the windows that it styles.
public final class Theme implements AutoCloseable {

    /// What the operator asked for.
    public enum Choice {
        SYSTEM,
        LIGHT,
        DARK;

        /// The one of that name; as the system when there is none.
        public static Choice named(@Nullable String name) {
            for (Choice choice : values()) {
                if (choice.name().equals(name)) {
                    return choice;
                }
            }
            return SYSTEM;
        }
    }

    /// Open Sans (Apache-2.0) comes with TilesFX's own libraries: the same look on every system, and its figures are
    /// all of one width, so that numbers do not jump.
    private static final List<String> FONTS =
            List.of("OpenSans-Regular.ttf", "OpenSans-Semibold.ttf", "OpenSans-Bold.ttf");

    private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper();
    private Choice choice;
    private Subscription subscriptions;

    public Theme(Choice choice) {
        this.choice = choice;
        FONTS.forEach(Theme::load);
        subscriptions = Platform.getPreferences().colorSchemeProperty().subscribe(this::apply);
        apply();
    }

    /// Whether the dark one is shown.
    public ReadOnlyBooleanProperty darkProperty() {
        return dark.getReadOnlyProperty();
    }

    /// What was chosen last.
    public Choice choice() {
        return choice;
    }

    /// Changes every styled window at once.
    public void choose(Choice newChoice) {
        choice = newChoice;
        apply();
    }

    /// Gives the window our styles, now and after every change. Dialogs and popups inherit those of their owner.
    public void style(Scene scene) {
        subscriptions = subscriptions.and(dark.subscribe(isDark -> scene.getStylesheets()
                .setAll(sheet("opsdeck.css"), sheet(isDark ? "opsdeck-dark.css" : "opsdeck-light.css"))));
    }

    /// Styled windows stay as they are.
    @Override
    public void close() {
        subscriptions.unsubscribe();
    }

    private void apply() {
        boolean nowDark = switch (choice) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
        // The binary form: some thousand lines less to parse while the window opens.
        Application.setUserAgentStylesheet(
                nowDark ? new PrimerDark().getUserAgentStylesheetBSS() : new PrimerLight().getUserAgentStylesheetBSS());
        dark.set(nowDark);
    }

    private static String sheet(String name) {
        URL url = Theme.class.getResource(name);
        return Objects.requireNonNull(url, name).toExternalForm();
    }

    private static void load(String name) {
        try (InputStream file = Theme.class.getResourceAsStream("/eu/hansolo/toolboxfx/font/" + name)) {
            // Without it the style sheet's second family, the system's font, is used.
            if (file != null) {
                Font.loadFont(file, 13);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The font " + name + " cannot be read.", e);
        }
    }
}
