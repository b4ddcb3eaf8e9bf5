package dev.opsdeck.console.alerts;

import dev.opsdeck.console.ui.DetailPane;
import java.util.function.LongConsumer;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/// Lets a pane show what [StepsViewModel] says. FX thread.
final class DetailText {

    private DetailText() {}

    /// @param close       takes the selection away
    /// @param openProfile shows the profile of that number
    static void show(DetailPane pane, StepsViewModel steps, Runnable close, LongConsumer openProfile) {
        pane.onClose(close);
        pane.onCopy(() -> {
            ClipboardContent clip = new ClipboardContent();
            clip.putString(steps.link());
            Clipboard.getSystemClipboard().setContent(clip);
            pane.copied();
        });
        steps.shown().subscribe(detail -> {
            if (detail == null) {
                pane.hide();
            } else {
                pane.show(detail, steps.link().isEmpty() ? "" : "Copy link");
                long profile = steps.profile();
                if (profile > 0) {
                    pane.offer("Recording of the last minutes", () -> openProfile.accept(profile));
                }
            }
        });
    }
}
