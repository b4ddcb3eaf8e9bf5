package dev.opsdeck.console.products;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.products.Product;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.task.RunningTask;
import dev.opsdeck.console.ui.Csv;
import dev.opsdeck.console.ui.Formats;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
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
    private final ReadOnlyStringWrapper result = new ReadOnlyStringWrapper(this, "result", "");

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

    /// What came of the last one; empty before and while one is under way.
    ReadOnlyStringProperty result() {
        return result.getReadOnlyProperty();
    }

    void start(Filter filter, Path to) {
        if (running.get() != null) {
            return;
        }
        Catalogue from = server.get();
        result.set("");
        boolean[] ended = new boolean[1];
        BackgroundTasks.Work<String> work = progress -> write(filter, from, to, progress);
        RunningTask task = tasks.run(
                "Exporting products",
                work,
                sentence -> {
                    ended[0] = true;
                    running.set(null);
                    result.set(sentence);
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
            result.set("The export was cancelled; no file was written.");
        }
    }

    /// Puts the result away.
    void dismiss() {
        result.set("");
    }

    private static String failed(Failure failure) {
        return "No file was written. " + failure.text();
    }

    private static String write(Filter filter, Catalogue from, Path to, DoubleConsumer progress)
            throws InterruptedException {
        Path part = to.resolveSibling(to.getFileName() + ".part");
        try {
            long written = writePages(filter, from, part, progress);
            Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
            return Formats.count(written) + (written == 1 ? " product" : " products") + " written to "
                    + to.getFileName() + ".";
        } catch (IOException e) {
            return "The file " + to.getFileName() + " cannot be written (" + e.getMessage()
                    + "). Choose another folder.";
        } finally {
            delete(part);
        }
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // Only reached when it could not be written either: that has been said.
            part.toFile().deleteOnExit();
        }
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
