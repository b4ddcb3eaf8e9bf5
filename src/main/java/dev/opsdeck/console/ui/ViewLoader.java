package dev.opsdeck.console.ui;

import java.util.function.Supplier;
import javafx.scene.Parent;

/// Loads an FXML file with the controller that was made for it.
@FunctionalInterface
public interface ViewLoader {

    /// @param fxml       absolute on the class path
    /// @param controller called once
    View load(String fxml, Supplier<?> controller);

    /// @param root what is put into the window
    record View(Parent root, Object controller) {}
}
