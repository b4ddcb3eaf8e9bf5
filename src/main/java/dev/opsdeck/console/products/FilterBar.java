package dev.opsdeck.console.products;

import dev.opsdeck.api.products.ProductSort;
import dev.opsdeck.api.products.ProductStatus;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The boxes that choose status, network and order of the catalogue. Public for FXML; FX thread.
public final class FilterBar extends HBox {

    /// A choice that stands for no filter at all.
    private static final String ALL_NETWORKS = "All networks";

    /// From here on a box would hide what is chosen.
    private static final double LEAST = 112;

    private final ComboBox<Choice> status = new ComboBox<>();
    private final ComboBox<String> network = new ComboBox<>();
    private final ComboBox<ProductSort> sort = new ComboBox<>();
    private final ObservableList<String> networks = FXCollections.observableArrayList(ALL_NETWORKS);

    /// A status with its words; null for all.
    private record Choice(@Nullable ProductStatus value, String words) {
        @Override
        public String toString() {
            return words;
        }
    }

    /// Empty until [#show].
    public FilterBar() {
        super(8);
        setAlignment(Pos.CENTER_LEFT);
        named(status, "status", "Status", 132).setMinWidth(LEAST);
        named(network, "network", "Network", 148).setMinWidth(LEAST);
        named(sort, "sort", "Order", 164).setMinWidth(Region.USE_PREF_SIZE);
        getChildren().setAll(status, network, sort);
    }

    private static <T> ComboBox<T> named(ComboBox<T> box, String id, String words, double width) {
        box.setId(id);
        box.setAccessibleText(words);
        box.setPrefWidth(width);
        return box;
    }

    /// @param known the networks that are offered
    void show(FilterModel filter, ObservableList<String> known) {
        status.getItems().add(new Choice(null, "All statuses"));
        for (ProductStatus value : ProductStatus.values()) {
            status.getItems().add(new Choice(value, ProductWords.status(value)));
        }
        filter.status()
                .subscribe(now -> status.getItems().stream()
                        .filter(choice -> choice.value() == now)
                        .findFirst()
                        .ifPresent(status::setValue));
        status.valueProperty().subscribe(now -> filter.status().set(now == null ? null : now.value()));
        network.setItems(networks);
        known.addListener((ListChangeListener<String>) change -> offer(known));
        offer(known);
        filter.network().subscribe(now -> network.setValue(now == null ? ALL_NETWORKS : now));
        network.valueProperty().subscribe((before, now) -> {
            if (now != null) {
                filter.network().set(now.equals(ALL_NETWORKS) ? null : now);
            }
        });
        sort.getItems().setAll(ProductSort.values());
        sort.setConverter(Choices.named(ProductWords::sort));
        sort.valueProperty().bindBidirectional(filter.sort());
    }

    /// Adds and removes single choices: setting all anew would clear the selection and with it the filter.
    private void offer(ObservableList<String> known) {
        networks.removeIf(name -> !name.equals(ALL_NETWORKS) && !known.contains(name));
        for (int i = 0; i < known.size(); i++) {
            String name = known.get(i);
            if (!networks.contains(name)) {
                networks.add(Math.min(i + 1, networks.size()), name);
            }
        }
    }
}
