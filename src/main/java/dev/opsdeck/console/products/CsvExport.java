package dev.opsdeck.console.products;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.products.Product;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.task.RunningTask;
import dev.opsdeck.console.ui.Csv;
import dev.opsdeck.console.ui.ExportFile;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Outcome;
import dev.opsdeck.console.ui.State;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import org.jspecify.annotations.Nullable;

/// Writes all products of a filter into a CSV file, page by page, so that memory stays flat. The file appears
/// under its name when it is complete; a cancelled or failed export leaves none. FX thread; reading and writing
/// in the background.
final class CsvExport {

    private static final int PAGE_SIZE = 200;

    private final Supplier<? extends Catalogue> server;
    private final BackgroundTasks tasks;
    private final ReadOnlyObjectWrapper<@Nullable RunningTask> running = new ReadOnlyObjectWrapper<>(this, "running");
    private final ReadOnlyObjectWrapper<Outcome> result = new ReadOnlyObjectWrapper<>(this, "result", Outcome.NONE);

    CsvExport(Supplier<? extends Catalogue> server, BackgroundTasks tasks) {
        this.server = server;
        this.tasks = tasks;
        tasks.running().addListener((ListChangeListener<RunningTask>) change -> {
            RunningTask task = running.get();
            // The status bar can cancel it too.
            if (task != null && task.cancelled() && !tasks.running().contains(task)) {
                cancel();
            }
        });
    }

    /// The export under way, with its progress; null when there is none.
    ReadOnlyObjectProperty<@Nullable RunningTask> running() {
        return running.getReadOnlyProperty();
    }

    /// What came of the last one; none before and while one is under way.
    ReadOnlyObjectProperty<Outcome> result() {
        return result.getReadOnlyProperty();
    }

    void start(Filter filter, Path to) {
        if (running.get() != null) {
            return;
        }
        Catalogue from = server.get();
        result.set(Outcome.NONE);
        boolean[] ended = new boolean[1];
        BackgroundTasks.Work<Outcome> work = progress -> write(filter, from, to, progress);
        RunningTask task = tasks.run(
                "Exporting products",
                work,
                outcome -> {
                    ended[0] = true;
                    running.set(null);
                    result.set(outcome);
                },
                failure -> {
                    ended[0] = true;
                    running.set(null);
                    result.set(failed(failure));
                });
        if (!ended[0]) {
            running.set(task);
        }
    }

    void cancel() {
        RunningTask task = running.get();
        if (task != null) {
            task.cancel();
            running.set(null);
            result.set(new Outcome(State.UNKNOWN, "The export was cancelled; no file was written."));
        }
    }

    /// Puts the result away.
    void dismiss() {
        result.set(Outcome.NONE);
    }

    private static Outcome failed(Failure failure) {
        return new Outcome(State.WARNING, "No file was written. " + failure.text());
    }

    private static Outcome write(Filter filter, Catalogue from, Path to, DoubleConsumer progress)
            throws InterruptedException {
        return ExportFile.write(to, part -> {
            long written = writePages(filter, from, part, progress);
            return Formats.count(written) + (written == 1 ? " product" : " products") + " written to "
                    + to.getFileName() + ".";
        });
    }

    private static long writePages(Filter filter, Catalogue from, Path part, DoubleConsumer progress)
            throws IOException, InterruptedException {
        long written = 0;
        try (BufferedWriter out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
            // With it a spreadsheet knows that the file is UTF-8.
            out.write('\ufeff');
            out.write(Csv.line(Arrays.asList(
                    "id",
                    "network",
                    "external_id",
                    "title",
                    "status",
                    "price",
                    "sale_price",
                    "currency",
                    "brand",
                    "category",
                    "availability",
                    "trend_score",
                    "profit_score",
                    "updated_at",
                    "url",
                    "image_url")));
            String next = null;
            do {
                if (Thread.interrupted()) {
                    throw new InterruptedException("cancelled");
                }
                Page<Product> page = from.page(filter.after(PAGE_SIZE, next));
                for (Product product : page.data()) {
                    out.write(Csv.line(cells(product)));
                    written++;
                }
                if (page.total() > 0) {
                    progress.accept(Math.min(1, (double) written / page.total()));
                }
                next = page.next();
            } while (next != null);
        }
        return written;
    }

    private static java.util.List<@Nullable Object> cells(Product product) {
        return Arrays.asList(
                product.id(),
                product.network(),
                product.externalId(),
                product.title(),
                product.status().name().toLowerCase(Locale.ROOT),
                product.price().toPlainString(),
                product.salePrice() == null ? null : product.salePrice().toPlainString(),
                product.currency(),
                product.brand(),
                product.category(),
                product.availability().name().toLowerCase(Locale.ROOT),
                product.trendScore(),
                product.profitScore(),
                product.updatedAt(),
                product.url(),
                product.imageUrl());
    }
}
