package dev.opsdeck.console.products;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.TopProduct;
import dev.opsdeck.console.products.ProductsViewModel.Content;
import dev.opsdeck.console.ui.Commands;
import dev.opsdeck.console.ui.FileDialogs;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.NoticeBar;
import dev.opsdeck.console.ui.PageView;
import dev.opsdeck.console.ui.StaleLabel;
import java.time.InstantSource;
import java.util.function.Supplier;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The Products page. Forwards what is done to [ProductsViewModel] and shows what that says.
final class ProductsController implements PageView {

    private final ProductsViewModel model;
    private final CsvExport csv;
    private final FileDialogs files;
    private final Commands commands;
    private final Formats formats;
    private final InstantSource clock;
    private final Supplier<Parent> detailView;

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
    private StaleLabel stale;

    @FXML
    private FilterBar filters;

    @FXML
    private NoticeBar notice;

    @FXML
    private ExportBar exportBar;

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
        search.textProperty().bindBidirectional(model.filter().search());
        filters.show(model.filter(), model.networks());
        lists();
        tables();
        states();
        side.getChildren().setAll(detailView.get());
        model.detail().product().subscribe(product -> {
            visible(side, product != null);
            forgetOther(product);
        });
    }

    private void lists() {
        lists.selectedToggleProperty().addListener((property, before, now) -> {
            if (now == null) {
                lists.selectToggle(before);
            }
        });
        lists.selectedToggleProperty()
                .subscribe((Toggle now) -> model.filter().topOnly().set(top.equals(now)));
        model.filter().topOnly().subscribe(topOnly -> {
            lists.selectToggle(topOnly ? top : all);
            search.setDisable(topOnly);
            filters.setDisable(topOnly);
        });
    }

    private void tables() {
        new ProductTable(table, model.filter().sort(), formats, clock).build();
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

    /// A row of another product than the one that is open, as another page may have opened it, is not selected any
    /// more.
    private void forgetOther(@Nullable Product open) {
        ProductRow row = table.getSelectionModel().getSelectedItem();
        Product there = row == null ? null : row.product().get();
        if (open != null && there != null && there.id() != open.id()) {
            table.getSelectionModel().clearSelection();
        }
        TopProduct best = topTable.getSelectionModel().getSelectedItem();
        if (open != null && best != null && best.id() != open.id()) {
            topTable.getSelectionModel().clearSelection();
        }
    }

    private void states() {
        model.content().subscribe(this::showContent);
        count.textProperty().bind(model.count());
        notice.follow(model.notice(), model::read, model.content().map(now -> now == Content.FAILED));
        stale.follow(model.staleSince(), table, topTable, side);
        exportBar.show(csv);
        export.disableProperty()
                .bind(model.staleSince()
                        .isNotEmpty()
                        .or(csv.running().isNotNull())
                        .or(model.content().isNotEqualTo(Content.ROWS)));
    }

    private void showContent(Content now) {
        visible(table, now == Content.ROWS);
        visible(topTable, now == Content.TOP);
        visible(loading, now == Content.LOADING);
        visible(empty, now == Content.EMPTY || now == Content.NO_MATCH || now == Content.FAILED);
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

    @FXML
    void export() {
        Filter filter = model.filter().now();
        files.save("Export products", "products.csv", new FileDialogs.Kind("CSV", "*.csv"))
                .ifPresent(file -> csv.start(filter, file));
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
}
