package dev.opsdeck.console.products;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.products.PricePoint;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Prices;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// What a product has cost: from what to what since when, and as a line when it changed. Public for FXML; FX thread.
public final class PriceHistory extends VBox {

    private static final double CHART_HEIGHT = 72;

    private final Label range = new Label();
    private final PriceChart chart = new PriceChart();

    /// Empty until [#show].
    public PriceHistory() {
        super(8);
        Label title = new Label("Price history");
        title.getStyleClass().add("od-title");
        range.setId("priceRange");
        range.getStyleClass().add("od-small");
        range.setWrapText(true);
        chart.setMinHeight(CHART_HEIGHT);
        chart.setPrefHeight(CHART_HEIGHT);
        getChildren().setAll(title, range, chart);
    }

    /// @param points oldest first; empty while they are not known
    void show(List<PricePoint> points, String currency, Instant now, Formats formats) {
        chart.show(points, now);
        boolean changed = points.size() > 1;
        visible(chart, changed);
        range.setText(words(points, currency, formats));
    }

    private static String words(List<PricePoint> points, String currency, Formats formats) {
        if (points.isEmpty()) {
            return "";
        }
        String since = " since " + formats.day(points.getFirst().at());
        if (points.size() == 1) {
            return "Unchanged" + since;
        }
        List<BigDecimal> paid = points.stream()
                .map(PriceChart::paid)
                .sorted(Comparator.naturalOrder())
                .toList();
        return Prices.number(paid.getFirst(), currency) + " to " + Prices.text(paid.getLast(), currency) + since;
    }
}
