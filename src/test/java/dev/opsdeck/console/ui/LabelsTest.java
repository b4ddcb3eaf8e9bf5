package dev.opsdeck.console.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;

/// [StateLabel] and [NoticeBar], in a window of 300 pixels.
class LabelsTest {

    @Test
    void theShapeOfAStateStandsBesideTheFirstOfItsLines() throws Exception {
        double one = shapeOf("kept");
        assertThat(shapeOf("kept, with many more words than there is room for in one line, or even in two of them"))
                .isBetween(one - 1.5, one + 1.5);
    }

    @Test
    void aNoticeTakesRoomOnlyWhileThereIsOne() {
        Fx.on(() -> {
            SimpleStringProperty notice = new SimpleStringProperty("");
            int[] read = new int[1];
            NoticeBar bar = new NoticeBar();
            bar.follow(notice, () -> read[0]++);
            assertThat(bar.isManaged()).isFalse();
            notice.set("No answer.");
            assertThat(bar.isVisible()).isTrue();
            assertThat(bar.isManaged()).isTrue();
            assertThat(((Label) bar.getChildren().getFirst()).getText()).isEqualTo("No answer.");
            ((Button) bar.getChildren().getLast()).fire();
            assertThat(read).containsExactly(1);
            notice.set("");
            assertThat(bar.isVisible()).isFalse();
        });
    }

    @Test
    void thereIsOneButtonToReadAgain() {
        Fx.on(() -> {
            SimpleObjectProperty<Boolean> elsewhere = new SimpleObjectProperty<>(true);
            NoticeBar bar = new NoticeBar();
            bar.follow(new SimpleStringProperty("No answer."), () -> {}, elsewhere);
            assertThat(bar.getChildren().getLast().isVisible()).isFalse();
            assertThat(bar.getChildren().getLast().isManaged()).isFalse();
            elsewhere.set(false);
            assertThat(bar.getChildren().getLast().isVisible()).isTrue();
        });
    }

    @Test
    void whatCameOfSomethingIsSaidInItsColour() {
        Fx.on(() -> {
            SimpleObjectProperty<Outcome> outcome = new SimpleObjectProperty<>(Outcome.NONE);
            NoticeBar bar = new NoticeBar();
            bar.tell(outcome);
            assertThat(bar.isVisible()).isFalse();
            outcome.set(new Outcome(State.OK, "Written."));
            assertThat(bar.isVisible()).isTrue();
            assertThat(bar.getStyleClass()).contains("od-banner", "ok");
            outcome.set(new Outcome(State.WARNING, "Not written."));
            assertThat(bar.getStyleClass()).contains("warning").doesNotContain("ok");
        });
    }

    /// Where its middle is, from the upper edge of the label.
    private static double shapeOf(String words) throws Exception {
        return Fx.call(() -> {
            StateLabel label = new StateLabel();
            label.setWrapText(true);
            label.setMinHeight(StateLabel.USE_PREF_SIZE);
            label.show(State.OK, words);
            VBox page = new VBox(label);
            double[] middle = new double[1];
            Pictures.of(new StackPane(page), 300, 200, new Theme(Theme.Choice.LIGHT), () -> {
                page.applyCss();
                page.layout();
                Node shape = label.getGraphic();
                middle[0] = shape.getBoundsInParent().getCenterY();
            });
            return middle[0];
        });
    }
}
