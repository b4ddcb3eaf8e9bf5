package dev.opsdeck.console.overview;

import dev.opsdeck.console.Views;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.live.SelectedRange;
import dev.opsdeck.console.task.DirectTasks;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.SilentCommands;
import dev.opsdeck.console.ui.Theme;
import java.time.ZoneId;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/// The page, shown in a window of its own over a past made by hand, to measure what it costs.
record OverviewWindow(Scene scene, OverviewController page) {

    /// FX thread.
    static OverviewWindow open(LiveModel live, SelectedRange range) {
        Formats formats = new Formats(ZoneId.systemDefault());
        OverviewViewModel model = new OverviewViewModel(
                live,
                range,
                new DirectTasks(),
                formats,
                () -> new SamplePast(Samples::history),
                SampleFlushes::new,
                () -> "This computer");
        OverviewController controller = new OverviewController(model, new SilentCommands(), formats);
        Parent root = new Views()
                .load("/dev/opsdeck/console/overview/overview.fxml", () -> controller)
                .root();
        Scene scene = new Scene(new StackPane(root), 1056, 712);
        new Theme(Theme.Choice.DARK).style(scene);
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.show();
        controller.shown();
        return new OverviewWindow(scene, controller);
    }
}
