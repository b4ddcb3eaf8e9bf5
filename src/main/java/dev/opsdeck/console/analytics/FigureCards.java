package dev.opsdeck.console.analytics;

import dev.opsdeck.api.analytics.AnalyticsMetric;
import dev.opsdeck.api.analytics.AnalyticsSums;
import java.util.Arrays;
import java.util.List;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// The four figures side by side, one of them selected. Public for FXML; FX thread.
public final class FigureCards extends HBox {

    private final List<FigureCard> cards =
            Arrays.stream(AnalyticsMetric.values()).map(FigureCard::new).toList();

    /// Empty until [#show].
    public FigureCards() {
        super(8);
        getChildren().setAll(cards);
    }

    /// The one that is selected is the model's metric, and the other way round.
    void follow(AnalyticsViewModel model) {
        ToggleGroup group = new ToggleGroup();
        cards.forEach(card -> card.setToggleGroup(group));
        model.metric().subscribe(now -> cards.forEach(card -> card.setSelected(card.metric() == now)));
        group.selectedToggleProperty().addListener((property, before, now) -> {
            if (now instanceof FigureCard card) {
                model.metric().set(card.metric());
            } else if (before instanceof FigureCard card
                    && card.metric() == model.metric().get()) {
                // One of them is always selected.
                card.setSelected(true);
            }
        });
    }

    /// @param missing the part of the last day that is still to come
    void show(Report report, @Nullable String currency, double missing) {
        List<AnalyticsSums> days = report.byDay();
        List<AnalyticsSums> before = report.byDayBefore();
        AnalyticsSums total = Report.total(days);
        for (FigureCard card : cards) {
            card.show(
                    Report.value(total, card.metric(), currency),
                    before == null ? null : Change.ofDays(days, before, card.metric(), currency, missing),
                    currency);
        }
    }
}
