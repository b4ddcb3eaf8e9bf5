package dev.opsdeck.console.products;

import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.sync.Source;
import dev.opsdeck.console.task.BackgroundTasks;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The networks that a filter can name: those of the server's sources and of the rows that were seen. A convenience:
/// without the first, the second are offered. FX thread only; the server is asked on [BackgroundTasks].
final class Networks {

    private final Supplier<Catalogue> server;
    private final BackgroundTasks tasks;
    private final ObservableList<String> names = FXCollections.observableArrayList();

    /// How many servers were shown before this one.
    private long former;

    Networks(Supplier<Catalogue> server, BackgroundTasks tasks) {
        this.server = server;
        this.tasks = tasks;
    }

    /// A to Z.
    ObservableList<String> names() {
        return names;
    }

    void read() {
        long number = former;
        Catalogue from = server.get();
        tasks.run(
                "Reading sources",
                from::sources,
                sources -> {
                    if (number == former) {
                        learn(sources.data().stream().map(Source::network).toList());
                    }
                },
                failure -> {});
    }

    void seen(List<Product> products) {
        learn(products.stream().map(Product::network).toList());
    }

    /// Another server is shown.
    void forget() {
        former++;
        names.clear();
    }

    private void learn(List<String> seen) {
        TreeSet<String> all = new TreeSet<>(names);
        if (all.addAll(seen)) {
            names.setAll(all);
        }
    }
}
