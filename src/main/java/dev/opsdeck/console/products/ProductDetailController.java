package dev.opsdeck.console.products;

import static dev.opsdeck.console.ui.Visibility.text;
import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.analytics.ProductDay;
import dev.opsdeck.api.products.PricePoint;
import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.console.ui.Commands;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Prices;
import dev.opsdeck.console.ui.StateLabel;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableStringValue;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The pane of one product: facts, price history, edit and archive. Forwards to [ProductDetailViewModel].
final class ProductDetailController {

    private final ProductDetailViewModel model;
    private final ObservableStringValue staleSince;
    private final Commands commands;
    private final Formats formats;
    private final InstantSource clock;

    @FXML
    private Label title;

    @FXML
    private Label identity;

    @FXML
    private ScrollPane scroll;

    @FXML
    private Label price;

    @FXML
    private Label oldPrice;

    @FXML
    private StateLabel state;

    @FXML
    private Label notice;

    @FXML
    private Label blocked;

    @FXML
    private HBox actions;

    @FXML
    private Button edit;

    @FXML
    private Button archive;

    @FXML
    private Button copyLink;

    @FXML
    private VBox confirm;

    @FXML
    private Button confirmArchive;

    @FXML
    private ProductEditor form;

    @FXML
    private PriceHistory history;

    @FXML
    private Label latestTitle;

    @FXML
    private Label noFigures;

    @FXML
    private FactGrid figures;

    @FXML
    private FactGrid facts;

    @FXML
    private VBox descriptionBox;

    @FXML
    private Label description;

    private boolean asking;
    private long shown = -1;

    // The fields are set by the loader before initialize.
    @SuppressWarnings("NullAway.Init")
    ProductDetailController(
            ProductDetailViewModel model,
            ObservableStringValue staleSince,
            Commands commands,
            Formats formats,
            InstantSource clock) {
        this.model = model;
        this.staleSince = staleSince;
        this.commands = commands;
        this.formats = formats;
        this.clock = clock;
    }

    @FXML
    void initialize() {
        form.show(model.form(), this::save, model.form()::close);
        model.product().subscribe(this::show);
        model.latest().subscribe(this::showLatest);
        model.prices().addListener((ListChangeListener<PricePoint>) change -> showPrices());
        model.form().open().subscribe(open -> showActions());
        model.busy().subscribe(busy -> showActions());
        staleSince.subscribe(since -> showActions());
        model.notice().subscribe(text -> text(notice, text));
    }

    private void show(@Nullable Product product) {
        if (product == null) {
            shown = -1;
            return;
        }
        if (product.id() != shown) {
            shown = product.id();
            asking = false;
            copyLink.setText("Copy link");
            scroll.setVvalue(0);
        }
        title.setText(product.title());
        title.setTooltip(new Tooltip(product.title()));
        identity.setText(product.network() + " · " + product.externalId());
        price.setText(Prices.text(ProductTable.paid(product), product.currency()));
        text(
                oldPrice,
                product.salePrice() == null ? "" : "instead of " + Prices.text(product.price(), product.currency()));
        state.show(ProductWords.state(product.status()), ProductWords.status(product.status()));
        form.currency(product.currency());
        showFacts(product);
        String text = product.description();
        description.setText(text);
        visible(descriptionBox, text != null && !text.isBlank());
        showActions();
        showPrices();
    }

    private void showFacts(Product product) {
        facts.clear();
        facts.add("Trend", Formats.figure(product.trendScore()) + " (1 is no change)");
        facts.add("Profit", Formats.figure(product.profitScore()) + " " + product.currency() + " per 1,000 views");
        facts.add(
                "Commission",
                Formats.percent(product.commissionRate().doubleValue()).text());
        facts.add("Availability", ProductWords.availability(product.availability()));
        facts.add("Brand", product.brand());
        facts.add("Category", product.category());
        facts.add("GTIN", product.gtin());
        facts.add("Maker's no.", product.mpn());
        facts.add("Link", product.url());
        facts.add("Image", product.imageUrl());
        facts.add("Updated", formats.moment(product.updatedAt(), clock.instant()));
        facts.add("Since", formats.moment(product.createdAt(), clock.instant()));
    }

    private void showLatest(@Nullable ProductDay day) {
        figures.clear();
        visible(noFigures, day == null);
        visible(figures, day != null);
        latestTitle.setText(day == null ? "Latest figures" : "Figures of " + day.day() + " (UTC)");
        if (day != null) {
            figures.add("Views", Formats.count(day.views()));
            figures.add("Clicks", Formats.count(day.clicks()));
            figures.add("Conversions", Formats.count(day.conversions()));
            String earned = day.revenue().stream()
                    .map(money -> Prices.text(money.amount(), money.currency()))
                    .collect(Collectors.joining(" + "));
            figures.add("Earned", earned.isEmpty() ? Formats.NONE : earned);
        }
    }

    private void showPrices() {
        Product product = model.product().get();
        List<PricePoint> points = product == null ? List.of() : model.prices();
        history.show(points, product == null ? "" : product.currency(), clock.instant(), formats);
    }

    private void showActions() {
        boolean editing = model.form().open().get();
        Product product = model.product().get();
        boolean archived = product != null && product.status() == ProductStatus.ARCHIVED;
        boolean stale = !staleSince.get().isEmpty();
        boolean stopped = stale || model.busy().get();
        visible(actions, !editing && !asking);
        visible(form, editing);
        visible(confirm, asking && !editing);
        archive.setText(archived ? "Activate" : "Archive…");
        edit.setDisable(stopped);
        archive.setDisable(stopped);
        confirmArchive.setDisable(stopped);
        form.ready(!stopped);
        text(blocked, stale ? "The connection is lost: nothing can be changed until it is back." : "");
    }

    @FXML
    void close() {
        asking = false;
        model.close();
    }

    @FXML
    void edit() {
        commands.whenArmed("Edit a product", () -> {
            model.edit();
            form.begin();
        });
    }

    private void save() {
        commands.whenArmed("Save a product", model::save);
    }

    @FXML
    void askArchive() {
        Product product = model.product().get();
        if (product != null && product.status() == ProductStatus.ARCHIVED) {
            commands.whenArmed("Activate a product", model::activate);
        } else {
            asking = true;
            showActions();
            confirmArchive.requestFocus();
        }
    }

    @FXML
    void archive() {
        asking = false;
        showActions();
        commands.whenArmed("Archive a product", model::archive);
    }

    @FXML
    void keep() {
        asking = false;
        showActions();
        edit.requestFocus();
    }

    @FXML
    void copyLink() {
        Product product = model.product().get();
        if (product != null) {
            Clipboard.getSystemClipboard().setContent(java.util.Map.of(DataFormat.PLAIN_TEXT, product.url()));
            copyLink.setText("Copied");
        }
    }
}
