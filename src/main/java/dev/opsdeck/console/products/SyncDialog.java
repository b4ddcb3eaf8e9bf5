package dev.opsdeck.console.products;

import dev.opsdeck.console.ui.FileDialogs;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.ViewLoader;
import java.time.InstantSource;
import javafx.scene.Parent;

/// The sync dialog put together: its frame, the form with the choice of the source, and the result. One for each
/// time it is opened; closed by whoever shows it. FX thread.
final class SyncDialog implements AutoCloseable {

    private static final String FOLDER = "/dev/opsdeck/console/products/";

    private final SyncController frame;
    private final SyncSourceController source;
    private final SyncFormController form;
    private final SyncResultController result;
    private final Parent root;

    SyncDialog(
            SyncViewModel model,
            FileDialogs files,
            Formats formats,
            InstantSource clock,
            ViewLoader views,
            Runnable closeDialog) {
        this.source = new SyncSourceController(model, files, formats, clock);
        Parent sourceView =
                views.load(FOLDER + "sync-source.fxml", () -> source).root();
        this.form = new SyncFormController(model.form(), sourceView, source.asking(), formats, clock);
        this.result = new SyncResultController(model, files);
        Parent formView = views.load(FOLDER + "sync-form.fxml", () -> form).root();
        Parent resultView =
                views.load(FOLDER + "sync-result.fxml", () -> result).root();
        this.frame = new SyncController(model, formView, resultView, closeDialog);
        this.root = views.load(FOLDER + "sync.fxml", () -> frame).root();
    }

    Parent root() {
        return root;
    }

    /// The dialog is gone; its view-model goes on.
    @Override
    public void close() {
        frame.close();
        source.close();
        form.close();
        result.close();
    }
}
