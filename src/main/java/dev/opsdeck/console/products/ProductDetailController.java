package dev.opsdeck.console.products;

import dev.opsdeck.api.analytics.ProductDay;
import dev.opsdeck.api.products.PricePoint;
import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.console.ui.Commands;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.StateLabel;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableStringValue;
import javafx.collections.ListChangeListener;
import javafx.collections.MapChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// The pane of one product: facts, price history, edit and archive. Forwards to [ProductDetailViewModel].
final class ProductDetailController {

    private static final double NAME_WIDTH = 92;

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
    private VBox form;

    @FXML
    private TextField titleField;

    @FXML
    private Label titleFault;

    @FXML
    private Label priceCaption;

    @FXML
    private TextField priceField;

    @FXML
    private Label priceFault;

    @FXML
    private TextField saleField;

    @FXML
    private Label saleFault;

    @FXML
    private ComboBox<ProductStatus> statusField;

    @FXML
    private Button save;

    @FXML
    private Label priceRange;

    @FXML
    private PriceChart chart;

    @FXML
    private Label latestTitle;

    @FXML
    private Label noFigures;

    @FXML
    private GridPane figures;

    @FXML
    private GridPane facts;

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
        titleField.textProperty().bindBidirectional(model.form().title());
        priceField.textProperty().bindBidirectional(model.form().price());
        saleField.textProperty().bindBidirectional(model.form().salePrice());
        statusField.getItems().setAll(ProductStatus.values());
        statusField.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable ProductStatus status) {
                return status == null ? "" : ProductWords.status(status);
            }

            @Override
            public ProductStatus fromString(String text) {
                throw new UnsupportedOperationException("The box cannot be typed into.");
            }
        });
        statusField.valueProperty().bindBidirectional(model.form().status());
        model.form().faults().addListener((MapChangeListener<String, String>) change -> showFaults());
        showFaults();
        model.product().subscribe(this::show);
        model.latest().subscribe(day -> showLatest(day));
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
        priceCaption.setText("Price in " + product.currency());
        facts.getChildren().clear();
        facts(product);
        String text = product.description();
        description.setText(text);
        visible(descriptionBox, text != null && !text.isBlank());
        showActions();
        showPrices();
    }

    private void facts(Product product) {
        fact(facts, "Trend", Formats.figure(product.trendScore()) + " (1 is no change)");
        fact(facts, "Profit", Formats.figure(product.profitScore()) + " " + product.currency() + " per 1,000 views");
        fact(
                facts,
                "Commission",
                Formats.percent(product.commissionRate().doubleValue()).text());
        fact(facts, "Availability", ProductWords.availability(product.availability()));
        fact(facts, "Brand", product.brand());
        fact(facts, "Category", product.category());
        fact(facts, "GTIN", product.gtin());
        fact(facts, "Maker's no.", product.mpn());
        fact(facts, "Link", product.url());
        fact(facts, "Image", product.imageUrl());
        fact(facts, "Updated", formats.moment(product.updatedAt(), clock.instant()));
        fact(facts, "Since", formats.moment(product.createdAt(), clock.instant()));
    }

    private static void fact(GridPane into, String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return;
        }
        Label caption = new Label(name);
        caption.getStyleClass().addAll("od-muted");
        caption.setMinWidth(NAME_WIDTH);
        Label text = new Label(value);
        text.setWrapText(true);
        text.setMaxHeight(56);
        text.setTooltip(new Tooltip(value));
        GridPane.setValignment(caption, javafx.geometry.VPos.TOP);
        into.addRow(into.getRowCount(), caption, text);
    }

    private void showLatest(@Nullable ProductDay day) {
        figures.getChildren().clear();
        visible(noFigures, day == null);
        visible(figures, day != null);
        latestTitle.setText(day == null ? "Latest figures" : "Figures of " + day.day() + " (UTC)");
        if (day != null) {
            fact(figures, "Views", Formats.count(day.views()));
            fact(figures, "Clicks", Formats.count(day.clicks()));
            fact(figures, "Conversions", Formats.count(day.conversions()));
            String earned = day.revenue().stream()
                    .map(money -> Prices.text(money.amount(), money.currency()))
                    .collect(Collectors.joining(" + "));
            fact(figures, "Earned", earned.isEmpty() ? Formats.NONE : earned);
        }
    }

    private void showPrices() {
        Product product = model.product().get();
        List<PricePoint> points = model.prices();
        chart.show(points, clock.instant());
        visible(chart, points.size() > 1);
        if (product == null || points.isEmpty()) {
            priceRange.setText("");
            return;
        }
        List<BigDecimal> paid = points.stream().map(PriceChart::paid).toList();
        String since = "since " + formats.day(points.getFirst().at());
        priceRange.setText(
                points.size() == 1
                        ? "Unchanged " + since
                        : Prices.number(
                                        paid.stream()
                                                .min(Comparator.naturalOrder())
                                                .orElseThrow(),
                                        product.currency())
                                + " to "
                                + Prices.text(
                                        paid.stream()
                                                .max(Comparator.naturalOrder())
                                                .orElseThrow(),
                                        product.currency())
                                + " " + since);
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
        save.setDisable(stopped);
        text(blocked, stale ? "The connection is lost: nothing can be changed until it is back." : "");
    }

    private void showFaults() {
        text(titleFault, model.form().faults().getOrDefault(ProductForm.TITLE, ""));
        text(priceFault, model.form().faults().getOrDefault(ProductForm.PRICE, ""));
        text(saleFault, model.form().faults().getOrDefault(ProductForm.SALE_PRICE, ""));
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
            titleField.requestFocus();
        });
    }

    @FXML
    void save() {
        commands.whenArmed("Save a product", model::save);
    }

    @FXML
    void cancelEdit() {
        model.form().close();
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

    private static void text(Label label, String text) {
        label.setText(text);
        visible(label, !text.isEmpty());
    }

    private static void visible(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
