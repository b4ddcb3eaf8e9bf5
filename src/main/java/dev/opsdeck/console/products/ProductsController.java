package dev.opsdeck.console.products;

import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductSort;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.api.products.TopProduct;
import dev.opsdeck.console.products.ProductsViewModel.Content;
import dev.opsdeck.console.task.RunningTask;
import dev.opsdeck.console.ui.Commands;
import dev.opsdeck.console.ui.FileDialogs;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.PageView;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The Products page. Forwards what is done to [ProductsViewModel] and shows what that says.
final class ProductsController implements PageView {

    /// A choice that stands for no filter at all.
    private static final String ALL_NETWORKS = "All networks";

    private final ProductsViewModel model;
    private final CsvExport csv;
    private final FileDialogs files;
    private final Commands commands;
    private final Formats formats;
    private final InstantSource clock;
    private final Supplier<Parent> detailView;
    private final ObservableList<String> networkChoices = FXCollections.observableArrayList(ALL_NETWORKS);

    @FXML
    private TextField search;

    @FXML
    private ToggleGroup lists;

    @FXML
    private ToggleButton all;

    @FXML
    private ToggleButton top;

    @FXML
    private Button export;

    @FXML
    private Label count;

    @FXML
    private Label stale;

    @FXML
    private ComboBox<Choice<ProductStatus>> status;

    @FXML
    private ComboBox<String> network;

    @FXML
    private ComboBox<ProductSort> sort;

    @FXML
    private HBox noticeBox;

    @FXML
    private Label notice;

    @FXML
    private HBox exportBox;

    @FXML
    private Label exportText;

    @FXML
    private ProgressBar exportBar;

    @FXML
    private Button exportCancel;

    @FXML
    private HBox content;

    @FXML
    private TableView<ProductRow> table;

    @FXML
    private TableView<TopProduct> topTable;

    @FXML
    private VBox empty;

    @FXML
    private Label emptyText;

    @FXML
    private Button emptyAction;

    @FXML
    private VBox loading;

    @FXML
    private StackPane side;

    private Subscription selectedRow = Subscription.EMPTY;

    /// A choice with its words; the value is null for all.
    record Choice<T>(@Nullable T value, String words) {
        @Override
        public String toString() {
            return words;
        }
    }

    /// @param detailView loads the pane of one product, once
    // The fields are set by the loader before initialize.
    @SuppressWarnings("NullAway.Init")
    ProductsController(
            ProductsViewModel model,
            CsvExport csv,
            FileDialogs files,
            Commands commands,
            Formats formats,
            InstantSource clock,
            Supplier<Parent> detailView) {
        this.model = model;
        this.csv = csv;
        this.files = files;
        this.commands = commands;
        this.formats = formats;
        this.clock = clock;
        this.detailView = detailView;
    }

    @FXML
    void initialize() {
        search.textProperty().bindBidirectional(model.search());
        filters();
        tables();
        states();
        side.getChildren().setAll(detailView.get());
        model.detail().product().subscribe(product -> show(side, product != null));
    }

    private void filters() {
        lists.selectedToggleProperty().addListener((property, before, now) -> {
            if (now == null) {
                lists.selectToggle(before);
            }
        });
        lists.selectedToggleProperty().subscribe((Toggle now) -> model.topOnly().set(top.equals(now)));
        model.topOnly().subscribe(topOnly -> {
            lists.selectToggle(topOnly ? top : all);
            search.setDisable(topOnly);
            status.setDisable(topOnly);
            network.setDisable(topOnly);
            sort.setDisable(topOnly);
        });
        status.getItems().add(new Choice<>(null, "All statuses"));
        for (ProductStatus value : ProductStatus.values()) {
            status.getItems().add(new Choice<>(value, ProductWords.status(value)));
        }
        model.status()
                .subscribe(now -> status.getItems().stream()
                        .filter(choice -> choice.value() == now)
                        .findFirst()
                        .ifPresent(status::setValue));
        status.valueProperty().subscribe(now -> model.status().set(now == null ? null : now.value()));
        network.setItems(networkChoices);
        model.networks().addListener((ListChangeListener<String>) change -> showNetworks());
        showNetworks();
        model.network().subscribe(now -> network.setValue(now == null ? ALL_NETWORKS : now));
        network.valueProperty().subscribe((before, now) -> {
            if (now != null) {
                model.network().set(now.equals(ALL_NETWORKS) ? null : now);
            }
        });
        sort.getItems().setAll(ProductSort.values());
        sort.setConverter(words(ProductWords::sort));
        sort.valueProperty().bindBidirectional(model.sort());
    }

    /// Adds and removes single choices: setting all anew would clear the selection and with it the filter.
    private void showNetworks() {
        networkChoices.removeIf(
                name -> !name.equals(ALL_NETWORKS) && !model.networks().contains(name));
        for (int i = 0; i < model.networks().size(); i++) {
            String name = model.networks().get(i);
            if (!networkChoices.contains(name)) {
                networkChoices.add(Math.min(i + 1, networkChoices.size()), name);
            }
        }
    }

    private void tables() {
        new ProductTable(table, model.sort(), formats, clock).build();
        TopTable.build(topTable);
        topTable.setItems(model.top());
        model.rows().subscribe(rows -> {
            ObservableList<ProductRow> items = rows == null ? FXCollections.observableArrayList() : rows;
            table.setItems(items);
        });
        table.getSelectionModel().selectedItemProperty().subscribe(this::selected);
        topTable.getSelectionModel().selectedItemProperty().subscribe(product -> {
            if (product != null) {
                model.detail().open(product.id());
            }
        });
    }

    /// Opens the product of a row as soon as it is there.
    private void selected(@Nullable ProductRow row) {
        selectedRow.unsubscribe();
        selectedRow = Subscription.EMPTY;
        if (row != null) {
            selectedRow = row.product().subscribe((@Nullable Product product) -> {
                if (product != null) {
                    model.detail().open(product);
                }
            });
        }
    }

    private void states() {
        model.content().subscribe(this::showContent);
        count.textProperty().bind(model.count());
        text(stale, stale, model.staleSince());
        text(noticeBox, notice, model.notice());
        model.staleSince().subscribe(since -> {
            content.getStyleClass().remove("od-dimmed");
            if (!since.isEmpty()) {
                content.getStyleClass().add("od-dimmed");
            }
        });
        csv.running().subscribe(task -> showExport());
        csv.result().subscribe(result -> showExport());
        export.disableProperty()
                .bind(model.staleSince()
                        .isNotEmpty()
                        .or(csv.running().isNotNull())
                        .or(model.content().isNotEqualTo(Content.ROWS)));
    }

    private void showContent(Content now) {
        show(table, now == Content.ROWS);
        show(topTable, now == Content.TOP);
        show(loading, now == Content.LOADING);
        show(empty, now == Content.EMPTY || now == Content.NO_MATCH || now == Content.FAILED);
        switch (now) {
            case EMPTY -> {
                emptyText.setText("There is no product yet. Sync a feed to fill the catalogue.");
                emptyAction.setText("Sync the sample feed");
            }
            case NO_MATCH -> {
                emptyText.setText("No product matches this search and these filters.");
                emptyAction.setText("Show all products");
            }
            case FAILED -> {
                emptyText.setText("The products could not be read.");
                emptyAction.setText("Try again");
            }
            case ROWS, TOP, LOADING -> {}
        }
    }

    private void showExport() {
        RunningTask task = csv.running().get();
        boolean running = task != null;
        show(exportBox, running || !csv.result().get().isEmpty());
        exportText.setText(running ? "Exporting products…" : csv.result().get());
        show(exportBar, running);
        exportBar.progressProperty().unbind();
        if (task != null) {
            exportBar.progressProperty().bind(task.progress());
        }
        exportCancel.setText(running ? "Cancel" : "Close");
    }

    @FXML
    void export() {
        Filter filter = model.filter();
        files.save("Export products", "products.csv", new FileDialogs.Kind("CSV", "*.csv"))
                .ifPresent(file -> csv.start(filter, file));
    }

    @FXML
    void cancelExport() {
        if (csv.running().get() == null) {
            csv.dismiss();
        } else {
            csv.cancel();
        }
    }

    @FXML
    void tryAgain() {
        model.read();
    }

    @FXML
    void emptyAction() {
        switch (model.content().get()) {
            case NO_MATCH -> model.clearFilter();
            case EMPTY -> commands.sync();
            case FAILED, ROWS, TOP, LOADING -> model.read();
        }
    }

    @Override
    public void shown() {
        model.shown();
    }

    @Override
    public void search() {
        if (!search.isDisabled()) {
            search.requestFocus();
            search.selectAll();
        }
    }

    @Override
    public boolean back() {
        if (model.detail().product().get() == null) {
            return false;
        }
        if (model.detail().form().open().get()) {
            model.detail().form().close();
        } else {
            table.getSelectionModel().clearSelection();
            topTable.getSelectionModel().clearSelection();
            model.detail().close();
        }
        return true;
    }

    private static void text(Node box, Label label, ObservableValue<String> text) {
        label.textProperty().bind(text);
        text.subscribe(now -> show(box, !now.isEmpty()));
    }

    private static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    private static <T> StringConverter<T> words(Function<T, String> words) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? "" : words.apply(value);
            }

            @Override
            public @Nullable T fromString(String text) {
                throw new UnsupportedOperationException("The box cannot be typed into.");
            }
        };
    }
}
