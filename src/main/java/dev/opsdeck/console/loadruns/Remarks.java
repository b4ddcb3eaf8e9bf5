package dev.opsdeck.console.loadruns;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Sentences, one below the other. Public for FXML; FX thread.
public final class Remarks extends VBox {

    public Remarks() {
        super(4);
    }

    void show(List<String> sentences) {
        getChildren().setAll(sentences.stream().map(Remarks::remark).toList());
    }

    private static Label remark(String sentence) {
        Label label = new Label(sentence);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
