package dev.opsdeck.console;

import dev.opsdeck.console.ui.ViewLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/// Loads FXML from the class path. Controllers are made by constructors, not by the loader, so that they get what they
/// need. A style sheet of the same name beside the file is added. JavaFX thread.
public final class Views implements ViewLoader {

    @Override
    public View load(String fxml, Supplier<?> controller) {
        URL file = Objects.requireNonNull(Views.class.getResource(fxml), fxml);
        FXMLLoader loader = new FXMLLoader(file);
        loader.setControllerFactory(type -> controller.get());
        try {
            Parent root = loader.load();
            URL css = Views.class.getResource(fxml.replaceFirst("\\.fxml$", ".css"));
            if (css != null) {
                root.getStylesheets().add(css.toExternalForm());
            }
            return new View(root, loader.getController());
        } catch (IOException e) {
            throw new UncheckedIOException("The view " + fxml + " could not be loaded", e);
        }
    }
}
