package dev.opsdeck.console.analytics;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.analytics.AnalyticsMetric;
import java.math.BigDecimal;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One of the four figures with its change; the one that is selected is drawn below and orders the tables. FX thread.
final class FigureCard extends ToggleButton {

    private static final PseudoClass UP = PseudoClass.getPseudoClass("up");
    private static final PseudoClass DOWN = PseudoClass.getPseudoClass("down");

    /// A longer figure is written smaller.
    private static final int LONG = 11;

    private final AnalyticsMetric metric;
    private final Label title = new Label();
    private final Label figure = new Label();
    private final Label change = new Label();
    private final Label difference = new Label();
    private final HBox changes = new HBox(8, change, difference);
    private final Tooltip meaning = new Tooltip();

    FigureCard(AnalyticsMetric metric) {
        this.metric = metric;
        setId("figure-" + AnalyticsWords.metric(metric).toLowerCase(Locale.ROOT));
        getStyleClass().setAll("toggle-button", "analytics-figure");
        title.getStyleClass().add("od-title");
        figure.getStyleClass().add("analytics-value");
        change.getStyleClass().add("analytics-change");
        difference.getStyleClass().addAll("od-muted", "od-small");
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        changes.getStyleClass().add("analytics-changes");
        VBox lines = new VBox(title, figure, changes);
        lines.setMinWidth(0);
        setGraphic(lines);
        setMinWidth(0);
        setPrefWidth(100);
        setMaxWidth(Double.MAX_VALUE);
        change.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(this, Priority.ALWAYS);
        meaning.setWrapText(true);
        meaning.setMaxWidth(320);
    }

    AnalyticsMetric metric() {
        return metric;
    }

    /// @param shown null when there is nothing to compare with
    void show(BigDecimal of, @Nullable Change shown, @Nullable String currency) {
        title.setText(AnalyticsWords.title(metric, currency));
        String value = AnalyticsWords.value(of, metric, currency);
        figure.setText(value);
        figure.getStyleClass().remove("long");
        if (value.length() > LONG) {
            figure.getStyleClass().add("long");
        }
        change.setText(shown == null ? "" : arrow(shown) + shown.percent());
        difference.setText(shown == null ? "" : AnalyticsWords.difference(shown, metric, currency));
        visible(changes, shown != null);
        colour(change, shown);
        String words = title.getText() + ": "
                + (shown == null
                        ? AnalyticsWords.whole(of, metric, currency) + "."
                        : AnalyticsWords.meaning(shown, metric, currency));
        meaning.setText(words);
        setTooltip(meaning);
        setAccessibleText(words);
    }

    /// A sign of its own beside the colour, where it means something.
    static String arrow(Change change) {
        return switch (change.kind()) {
            case UP, NEW -> "▲ ";
            case DOWN -> "▼ ";
            case CHANCE, NOTHING -> "";
        };
    }

    static void colour(Node node, @Nullable Change change) {
        Change.Kind kind = change == null ? Change.Kind.NOTHING : change.kind();
        node.pseudoClassStateChanged(UP, kind == Change.Kind.UP || kind == Change.Kind.NEW);
        node.pseudoClassStateChanged(DOWN, kind == Change.Kind.DOWN);
    }
}
