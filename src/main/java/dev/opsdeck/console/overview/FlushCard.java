package dev.opsdeck.console.overview;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.caches.Flush;
import dev.opsdeck.api.caches.FlushFindings;
import dev.opsdeck.api.caches.FlushLevel;
import dev.opsdeck.api.caches.FlushPoint;
import dev.opsdeck.api.caches.FlushReport;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.StateLabel;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The recovery from a flush beside former ones, and when asked for the list of all that are kept; nothing when none
/// is looked at. FX thread.
public final class FlushCard extends VBox {

    private static final double ROW = 26;
    private static final int ROWS = 5;

    private final Label what = new Label();
    private final Tooltip dropped = new Tooltip();
    private final Button former = new Button();
    private final Button close = new Button("Dismiss");
    private final FlushChart hits =
            new FlushChart("Hit rate", true, value -> Formats.percent(value).text(), FlushPoint::hitShare);
    private final FlushChart queries =
            new FlushChart("Queries a second", false, Formats::figure, FlushPoint::queriesPerSecond);
    private final FlushChart p95 = new FlushChart(
            "p95 response time", false, value -> Formats.millis(value).text(), FlushPoint::p95Millis);
    private final StateLabel state = new StateLabel();
    private final Label recovery = wrapped();
    private final Label cost = wrapped();
    private final Label remarks = wrapped();
    private final Label notice = wrapped();
    private final Label compared = new Label();
    private final ListView<Flush> list = new ListView<>();
    private final VBox content;
    private boolean listed;

    /// Empty until it is connected.
    public FlushCard() {
        getStyleClass().addAll("od-card", "overview-flush");
        Label title = new Label("Cache flush");
        title.getStyleClass().add("od-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        what.setMinWidth(0);
        what.setMaxWidth(Double.MAX_VALUE);
        what.setTooltip(dropped);
        HBox.setHgrow(what, Priority.ALWAYS);
        former.setId("former");
        former.getStyleClass().add("od-link");
        former.setMinWidth(Region.USE_PREF_SIZE);
        former.setOnAction(click -> list(!listed));
        close.getStyleClass().add("od-link");
        close.setMinWidth(Region.USE_PREF_SIZE);
        HBox words = new HBox(8, title, what);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox top = new HBox(16, words, former, close);
        top.setAlignment(Pos.CENTER_LEFT);
        HBox charts = new HBox(16, hits, queries, p95);
        charts.getChildren().forEach(chart -> HBox.setHgrow(chart, Priority.ALWAYS));
        state.setMinWidth(Region.USE_PREF_SIZE);
        HBox found = new HBox(8, state, recovery);
        found.setAlignment(Pos.BASELINE_LEFT);
        compared.getStyleClass().addAll("od-muted", "od-small");
        cost.getStyleClass().add("od-muted");
        remarks.getStyleClass().add("od-muted");
        list.setFixedCellSize(ROW);
        list.getStyleClass().add("overview-flushes");
        list.setAccessibleText("Former flushes");
        content = new VBox(8, charts, compared, found, cost, remarks);
        getChildren().addAll(top, content, notice, list);
        visible(this, false);
    }

    /// Shows what the view-model says, and tells it what is done.
    void connect(FlushesViewModel model, Formats formats, Supplier<@Nullable Instant> now) {
        close.setOnAction(click -> model.dismiss());
        list.setItems(model.list());
        list.setCellFactory(cells -> new FlushCell(formats, now));
        // Not by selection, which also moves when the list is read again.
        list.setOnMouseClicked(click -> open(model));
        list.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ENTER) {
                open(model);
            }
        });
        model.list().addListener((ListChangeListener<Flush>) change -> {
            list.setPrefHeight(ROW * Math.clamp(model.list().size(), 1, ROWS) + 2);
            list.setMinHeight(list.getPrefHeight());
            showOrHideList();
        });
        model.notice().subscribe(text -> {
            notice.setText(text);
            visible(notice, !text.isEmpty());
            showOrHide(model);
        });
        model.shown().subscribe(shown -> {
            if (shown != null) {
                show(shown, formats);
            }
            showOrHide(model);
        });
    }

    /// The former flushes are listed when they are asked for: the charts are what is looked at.
    void list(boolean asked) {
        listed = asked;
        showOrHideList();
    }

    private void showOrHideList() {
        boolean any = list.getItems().size() > 1;
        visible(former, any);
        visible(list, any && listed);
        former.setText(listed ? "Hide former flushes" : "Former flushes");
    }

    private void showOrHide(FlushesViewModel model) {
        boolean any = model.shown().get() != null;
        visible(content, any);
        visible(what, any);
        visible(this, any || !model.notice().get().isEmpty());
        if (!isVisible()) {
            list(false);
        }
    }

    private void show(ShownFlush shown, Formats formats) {
        FlushReport report = shown.report();
        Flush flush = report.flush();
        FlushFindings findings = flush.findings();
        what.setText(formats.clockSeconds(flush.at()) + " · " + FlushWords.what(flush));
        dropped.setText(formats.full(flush.at()) + "\n" + FlushWords.dropped(flush));
        FlushLevel before = findings.before();
        List<List<FlushPoint>> others =
                shown.former().stream().map(FlushReport::curve).toList();
        Double share = before == null ? null : before.hitShare();
        hits.show(report.curve(), others, share == null ? Double.NaN : 0.9 * share, "90 % of before");
        queries.show(report.curve(), others, orNone(before == null ? null : before.queriesPerSecond()), "before");
        p95.show(report.curve(), others, orNone(before == null ? null : before.p95Millis()), "before");
        compared.setText(
                others.isEmpty() ? "" : "Dimmed: the flushes of " + moments(shown.former(), flush.at(), formats) + ".");
        visible(compared, !others.isEmpty());
        state.show(FlushWords.state(findings), FlushWords.word(findings));
        recovery.setText(FlushWords.recovery(findings));
        cost.setText(FlushWords.cost(findings));
        visible(cost, !cost.getText().isEmpty());
        remarks.setText(String.join(" ", findings.remarks()));
        visible(remarks, !findings.remarks().isEmpty());
        list.getItems().stream()
                .filter(one -> one.id() == flush.id())
                .findFirst()
                .ifPresent(list.getSelectionModel()::select);
    }

    private void open(FlushesViewModel model) {
        Flush chosen = list.getSelectionModel().getSelectedItem();
        ShownFlush shown = model.shown().get();
        if (chosen != null && (shown == null || shown.report().flush().id() != chosen.id())) {
            model.open(chosen);
        }
    }

    private static String moments(List<FlushReport> former, Instant now, Formats formats) {
        return String.join(
                ", ",
                former.stream()
                        .map(report -> formats.moment(report.flush().at(), now))
                        .toList());
    }

    private static double orNone(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    private static Label wrapped() {
        Label label = new Label();
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
