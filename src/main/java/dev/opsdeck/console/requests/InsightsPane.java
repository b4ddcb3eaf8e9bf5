package dev.opsdeck.console.requests;

import dev.opsdeck.api.insights.Insight;
import dev.opsdeck.api.insights.InsightKind;
import dev.opsdeck.api.insights.InsightReport;
import dev.opsdeck.console.ui.NoticeBar;
import dev.opsdeck.console.ui.StaleLabel;
import dev.opsdeck.console.ui.State;
import dev.opsdeck.console.ui.StateLabel;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The part of the Requests page with what the server has found out about itself: a card for each finding, and
/// what was looked at. FX thread.
public final class InsightsPane extends VBox {

    private final StaleLabel stale = new StaleLabel();
    private final NoticeBar notice = new NoticeBar();
    private final VBox cards = new VBox(16);

    /// Empty until [#show].
    public InsightsPane() {
        setSpacing(16);
        setVgrow(this, Priority.ALWAYS);
        stale.setId("insightsStale");
        cards.setId("insights");
        ScrollPane scroll = new ScrollPane(cards);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("od-detail-text");
        setVgrow(scroll, Priority.ALWAYS);
        getChildren().setAll(stale, notice, scroll);
    }

    /// Shows what the model says.
    void show(InsightsViewModel model) {
        notice.follow(model.notice());
        stale.follow(model.staleSince(), cards);
        model.report().subscribe(report -> {
            cards.getChildren().clear();
            report.data().forEach(insight -> cards.getChildren().add(card(insight)));
            if (!report.checks().isEmpty()) {
                cards.getChildren().add(looks(report));
            }
        });
    }

    private static Node card(Insight insight) {
        StateLabel kind = new StateLabel();
        kind.show(State.WARNING, title(insight.kind()));
        Label finding = wrapped(insight.finding());
        finding.getStyleClass().add("od-strong");
        VBox card = new VBox(8, kind, finding);
        if (insight.kind() == InsightKind.REPEATED_STATEMENT) {
            card.getChildren().add(wrapped(insight.subject()));
        }
        GridPane lines = lines();
        for (Insight.Evidence evidence : insight.evidence()) {
            add(lines, evidence.name(), evidence.value());
        }
        card.getChildren().addAll(lines, wrapped(insight.advice()));
        card.getStyleClass().add("od-card");
        return card;
    }

    private static Node looks(InsightReport report) {
        Label title = new Label(report.data().isEmpty() ? "Nothing was found. Looked at:" : "Looked at:");
        title.setId("looks");
        title.getStyleClass().add("od-strong");
        GridPane lines = lines();
        for (InsightReport.Check check : report.checks()) {
            add(lines, title(check.kind()), (check.enough() ? "" : "Not enough yet. ") + check.state());
        }
        VBox card = new VBox(8, title, lines);
        card.getStyleClass().add("od-card");
        return card;
    }

    private static String title(InsightKind kind) {
        return switch (kind) {
            case MEMORY_LEAK -> "Memory leak";
            case IDLE_CACHE -> "Cache without hits";
            case BLOCKED_CARRIER -> "Blocked carrier threads";
            case REPEATED_STATEMENT -> "Repeated statement (N+1)";
        };
    }

    private static GridPane lines() {
        GridPane lines = new GridPane();
        lines.getStyleClass().add("od-detail-lines");
        return lines;
    }

    private static void add(GridPane lines, String name, String value) {
        Label left = new Label(name);
        left.getStyleClass().add("od-muted");
        left.setMinWidth(Region.USE_PREF_SIZE);
        GridPane.setValignment(left, VPos.TOP);
        lines.addRow(lines.getRowCount(), left, wrapped(value));
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
