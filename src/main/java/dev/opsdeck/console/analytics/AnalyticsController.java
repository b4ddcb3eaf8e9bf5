package dev.opsdeck.console.analytics;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.analytics.AnalyticsMetric;
import dev.opsdeck.console.analytics.AnalyticsViewModel.Content;
import dev.opsdeck.console.analytics.Report.Line;
import dev.opsdeck.console.analytics.Wanted.Against;
import dev.opsdeck.console.ui.Commands;
import dev.opsdeck.console.ui.FileDialogs;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.NoticeBar;
import dev.opsdeck.console.ui.PageView;
import dev.opsdeck.console.ui.StaleLabel;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The Analytics page. Forwards what is done to [AnalyticsViewModel] and shows what that says.
final class AnalyticsController implements PageView {

    private final AnalyticsViewModel model;
    private final Commands commands;
    private final FileDialogs files;

    @FXML
    private PeriodPicker period;

    @FXML
    private OwnDays own;

    @FXML
    private ComboBox<Against> against;

    @FXML
    private Button export;

    @FXML
    private HBox captionBox;

    @FXML
    private Label caption;

    @FXML
    private ProgressIndicator busy;

    @FXML
    private StaleLabel stale;

    @FXML
    private NoticeBar notice;

    @FXML
    private ScrollPane scroll;

    @FXML
    private VBox report;

    @FXML
    private FigureCards figures;

    @FXML
    private Label chartTitle;

    @FXML
    private Label day;

    @FXML
    private CurrencyPicker currency;

    @FXML
    private PeriodChart chart;

    @FXML
    private Label below;

    @FXML
    private TableView<Line> products;

    @FXML
    private Label productsNote;

    @FXML
    private TableView<Line> platforms;

    @FXML
    private VBox empty;

    @FXML
    private Label emptyText;

    @FXML
    private Button emptyAction;

    @FXML
    private VBox loading;

    // The fields are set by the loader before initialize.
    @SuppressWarnings("NullAway.Init")
    private LineTable productLines;

    @SuppressWarnings("NullAway.Init")
    private LineTable platformLines;

    @SuppressWarnings("NullAway.Init")
    AnalyticsController(AnalyticsViewModel model, Commands commands, FileDialogs files) {
        this.model = model;
        this.commands = commands;
        this.files = files;
    }

    @FXML
    void initialize() {
        own.show(model);
        period.show(model, own);
        figures.follow(model);
        currency.follow(model);
        choices();
        productLines = new LineTable(products, "Product", model.metric()::set);
        productLines.opens(commands::openProduct);
        platformLines = new LineTable(platforms, "Platform", model.metric()::set);
        chart.onWords(() -> day.setText(chart.words()));
        model.report().subscribe(now -> showReport());
        model.metric().subscribe(now -> showReport());
        model.chosenCurrency().subscribe(now -> showReport());
        model.content().subscribe(this::showContent);
        model.reading().subscribe(now -> visible(busy, now));
        notice.follow(model.notice(), model::read, model.content().map(now -> now == Content.FAILED));
        stale.follow(model.staleSince(), report);
        model.staleSince()
                .subscribe(since ->
                        List.of(period, own, against, currency).forEach(node -> node.setDisable(!since.isEmpty())));
        captionBox.visibleProperty().bind(caption.textProperty().isNotEmpty());
        captionBox.managedProperty().bind(captionBox.visibleProperty());
        export.disableProperty().bind(model.content().isNotEqualTo(Content.REPORT));
    }

    private void choices() {
        against.getItems().setAll(Against.values());
        against.setConverter(new Worded<>(Against::words));
        model.wanted().subscribe(now -> against.setValue(now.against()));
        against.valueProperty().subscribe(now -> {
            if (now != null) {
                model.wanted().set(model.wanted().get().with(now));
            }
        });
    }

    private void showReport() {
        Report now = model.report().get();
        if (now == null) {
            caption.setText("");
            return;
        }
        AnalyticsMetric metric = model.metric().get();
        String in = model.currency();
        double missing = model.missing(now);
        caption.setText(AnalyticsWords.caption(now, model.today()));
        figures.show(now, in, missing);
        currency.show(now, in);
        chartTitle.setText(AnalyticsWords.title(metric, in) + " by day");
        below.setText(AnalyticsWords.below(now, metric, in));
        visible(below, !below.getText().isEmpty());
        DayWords words = new DayWords(now, metric, in);
        chart.show(words.values(), words::of);
        boolean compared = now.before() != null;
        AnalyticsMetric order = now.products().sort();
        productLines.show(
                now.ranked(),
                new LineTable.Shown(metric, in, now.products().total(), now.length(), missing, compared),
                order);
        productsNote.setText(first(now));
        platformLines.show(
                now.platforms(metric, in),
                new LineTable.Shown(metric, in, now.allPlatforms(), now.length(), missing, compared),
                metric);
    }

    private static String first(Report now) {
        long all = now.products().products();
        int shown = now.products().ranked().size();
        return "First " + Formats.count(shown) + " of " + Formats.count(all)
                + (all == 1 ? " product" : " products")
                + " with figures. Shares are of all of them. A click, or Enter, opens a product.";
    }

    private void showContent(Content now) {
        visible(scroll, now == Content.REPORT);
        visible(loading, now == Content.LOADING);
        visible(empty, now == Content.EMPTY || now == Content.TOO_OLD || now == Content.FAILED);
        visible(emptyAction, now != Content.EMPTY || !longest());
        switch (now) {
            case EMPTY -> {
                emptyText.setText("Nothing was counted on these days. Views, clicks and conversions come as events to"
                        + " /analytics/events of the server" + (longest() ? "." : "; or look at more days."));
                emptyAction.setText("Show the last 90 days");
            }
            case TOO_OLD -> {
                emptyText.setText("This server is of an older version: it cannot tell the figures of chosen days and of"
                        + " products in an order. Install the version of this console there.");
                emptyAction.setText("Try again");
            }
            case FAILED -> {
                emptyText.setText("The analytics could not be read.");
                emptyAction.setText("Try again");
            }
            case REPORT, LOADING -> {}
        }
    }

    private boolean longest() {
        return model.wanted().get().days() >= PeriodPicker.LONGEST;
    }

    @FXML
    void export() {
        Report now = model.report().get();
        if (now != null) {
            files.save(
                            "Export analytics",
                            "analytics-" + now.from() + "-to-" + now.to() + ".csv",
                            new FileDialogs.Kind("CSV", "*.csv"))
                    .ifPresent(model::export);
        }
    }

    @FXML
    void emptyAction() {
        if (model.content().get() == Content.EMPTY) {
            model.wanted()
                    .set(Wanted.last(PeriodPicker.LONGEST, model.wanted().get().against()));
        } else {
            model.read();
        }
    }

    @Override
    public void shown() {
        model.shown();
    }

    @Override
    public void hidden() {
        model.hidden();
    }
}
