package dev.opsdeck.console.products;

import static dev.opsdeck.console.ui.Visibility.text;

import dev.opsdeck.api.products.ProductStatus;
import javafx.beans.property.StringProperty;
import javafx.collections.MapChangeListener;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The fields of a product that are changed by hand, each with what is wrong with it below. Public for FXML; FX thread.
public final class ProductEditor extends VBox {

    private final TextField title = field("titleField", "Title");
    private final Label titleFault = fault("titleFault");
    private final Label priceCaption = caption("Price");
    private final TextField price = field("priceField", "Price");
    private final Label priceFault = fault("priceFault");
    private final TextField sale = field("saleField", "Reduced price");
    private final Label saleFault = fault("saleFault");
    private final ComboBox<ProductStatus> status = new ComboBox<>();
    private final Button save = new Button("Save");
    private final Button cancel = new Button("Cancel");

    /// Empty until [#show].
    public ProductEditor() {
        super(4);
        status.setId("statusField");
        status.setMaxWidth(Double.MAX_VALUE);
        status.setAccessibleText("Status");
        status.getItems().setAll(ProductStatus.values());
        status.setConverter(Choices.named(ProductWords::status));
        save.setId("save");
        save.getStyleClass().add("od-primary");
        HBox buttons = new HBox(8, save, cancel);
        buttons.setPadding(new Insets(8, 0, 0, 0));
        getChildren()
                .setAll(
                        caption("Title"),
                        title,
                        titleFault,
                        priceCaption,
                        price,
                        priceFault,
                        caption("Reduced price, or nothing"),
                        sale,
                        saleFault,
                        caption("Status"),
                        status,
                        buttons);
    }

    /// @param saves   called to save what is typed
    /// @param cancels called to leave it as it was
    void show(ProductForm form, Runnable saves, Runnable cancels) {
        both(title, form.title());
        both(price, form.price());
        both(sale, form.salePrice());
        status.valueProperty().bindBidirectional(form.status());
        form.faults().addListener((MapChangeListener<String, String>) change -> showFaults(form));
        showFaults(form);
        save.setOnAction(click -> saves.run());
        cancel.setOnAction(click -> cancels.run());
    }

    void currency(String currency) {
        priceCaption.setText("Price in " + currency);
    }

    /// Whether it can be saved now.
    void ready(boolean ready) {
        save.setDisable(!ready);
    }

    void begin() {
        title.requestFocus();
    }

    private void showFaults(ProductForm form) {
        text(titleFault, form.faults().getOrDefault(ProductForm.TITLE, ""));
        text(priceFault, form.faults().getOrDefault(ProductForm.PRICE, ""));
        text(saleFault, form.faults().getOrDefault(ProductForm.SALE_PRICE, ""));
    }

    private static void both(TextField field, StringProperty property) {
        field.textProperty().bindBidirectional(property);
    }

    private static TextField field(String id, String words) {
        TextField field = new TextField();
        field.setId(id);
        field.setAccessibleText(words);
        return field;
    }

    private static Label caption(String text) {
        Label caption = new Label(text);
        caption.getStyleClass().addAll("od-muted", "od-small");
        return caption;
    }

    private static Label fault(String id) {
        Label fault = new Label();
        fault.setId(id);
        fault.getStyleClass().add("od-fault");
        fault.setWrapText(true);
        fault.setMinHeight(USE_PREF_SIZE);
        return fault;
    }
}
