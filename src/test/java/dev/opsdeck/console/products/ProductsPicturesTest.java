package dev.opsdeck.console.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.api.sync.RowIssue;
import dev.opsdeck.api.sync.SyncChange;
import dev.opsdeck.api.sync.SyncChanges;
import dev.opsdeck.api.sync.SyncCounts;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.console.Views;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.live.Batch;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.products.FeedForm.Origin;
import dev.opsdeck.console.task.DirectTasks;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Fx;
import dev.opsdeck.console.ui.Overlay;
import dev.opsdeck.console.ui.Pictures;
import dev.opsdeck.console.ui.ScriptedFileDialogs;
import dev.opsdeck.console.ui.SilentCommands;
import dev.opsdeck.console.ui.Theme;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Renders page and dialog to target/pictures in both themes and every state that an operator can meet, and checks that
/// something was drawn. The pictures are for people to look at.
class ProductsPicturesTest {

    private static final LinkState LOST =
            new LinkState.Lost(FakeServer.NOON, new Offline(Reason.GONE, "eu-prod", "eu.example:8080"), null);

    enum Scene {
        FILLED,
        DETAIL,
        EDIT,
        ARCHIVE,
        TOP,
        EMPTY,
        NO_MATCH,
        LONG_TEXTS,
        LOST_WITH_DATA,
        LOST_FROM_THE_START,
        EXPORTED,
        SYNC_SAMPLE,
        SYNC_OWN_LAYOUT,
        SYNC_FAULTS,
        SYNC_SAVED,
        SYNC_RUNNING,
        SYNC_DONE,
        SYNC_REHEARSED,
        SYNC_APPROVAL,
        SYNC_JUMPS,
        SYNC_ROLLBACK,
        SYNC_ROLLED_BACK,
        SYNC_LOST
    }

    private final FakeServer server = new FakeServer();
    private LiveModel live = new LiveModel();
    private final DirectTasks tasks = new DirectTasks();
    private final SilentCommands commands = new SilentCommands();
    private final ScriptedFileDialogs files = new ScriptedFileDialogs();
    private final Formats formats = new Formats(ZoneOffset.UTC);
    private final InstantSource clock = InstantSource.fixed(FakeServer.NOON.plus(Duration.ofMinutes(134)));

    @ParameterizedTest
    @EnumSource
    void everyStateIsDrawnInBothThemes(Scene scene) throws Exception {
        for (Theme.Choice choice : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
            // The page beside the shell's list and bars: the window is 1000 x 700 and 1280 x 800.
            draw(scene, choice, 776, 612);
            draw(scene, choice, 1056, 712);
        }
        // A dialog has the whole of the smallest window.
        boolean dialog = scene.name().startsWith("SYNC");
        draw(scene, Theme.Choice.DARK, dialog ? 900 : 676, dialog ? 600 : 512);
    }

    private void draw(Scene scene, Theme.Choice choice, int width, int height) throws Exception {
        WritableImage picture = Fx.call(() -> {
            prepare(scene);
            StackPane layer = new StackPane();
            StackPane window = new StackPane(page(scene), layer);
            if (!scene.name().startsWith("SYNC")) {
                return Fx.picture(window, width, height, new Theme(choice));
            }
            return Pictures.of(window, width, height, new Theme(choice), () -> dialog(scene, new Overlay(layer)));
        });
        Pictures.save("products-" + scene, choice, width, picture);
        assertThat(Pictures.colours(picture)).hasSizeGreaterThan(20);
    }

    private void prepare(Scene scene) {
        server.products.clear();
        server.sources.clear();
        server.issues.clear();
        server.changes = new SyncChanges(List.of(), List.of(), 0);
        server.failure = null;
        live = new LiveModel();
        server.run = FakeServer.run(SyncState.RUNNING, SyncCounts.NONE);
        live.apply(Batch.of(new LinkState.Live(FakeServer.NOON)));
        switch (scene) {
            case EMPTY -> {}
            case LOST_FROM_THE_START -> {
                server.failure = new Offline(Reason.GONE, "eu-prod", "eu.example:8080");
                live.apply(Batch.of(LOST));
            }
            case LONG_TEXTS -> longTexts();
            default -> assorted();
        }
    }

    private Parent page(Scene scene) {
        ProductsViewModel model =
                new ProductsViewModel(() -> server, new SimpleObjectProperty<>("one"), live, tasks, clock, formats);
        CsvExport export = new CsvExport(() -> server, tasks);
        Parent page = new Views()
                .load(
                        ProductsPage.FXML,
                        () -> new ProductsController(
                                model,
                                export,
                                files,
                                commands,
                                formats,
                                clock,
                                () -> new Views()
                                        .load(
                                                "/dev/opsdeck/console/products/product-detail.fxml",
                                                () -> new ProductDetailController(
                                                        model.detail(), model.staleSince(), commands, formats, clock))
                                        .root()))
                .root();
        model.shown();
        switch (scene) {
            case DETAIL, LONG_TEXTS, LOST_WITH_DATA -> model.detail().open(server.products.getFirst());
            case EDIT -> {
                model.detail().open(server.products.getFirst());
                model.detail().edit();
                model.detail().form().price().set("free");
                model.detail().save();
            }
            case ARCHIVE -> {
                model.detail().open(server.products.getFirst());
                ((Button) Objects.requireNonNull(descendant(page, "archive"))).fire();
            }
            case TOP -> model.filter().topOnly().set(true);
            case NO_MATCH -> {
                model.filter().search().set("zeppelin");
                model.read();
            }
            case EXPORTED -> export.start(model.filter().now(), Path.of("/nowhere-to-write/products.csv"));
            default -> {}
        }
        if (scene == Scene.LOST_WITH_DATA) {
            live.apply(Batch.of(LOST));
        }
        return page;
    }

    /// A lookup needs a scene, and skins; this does not.
    private static @Nullable Node descendant(Parent parent, String id) {
        for (Node child : parent.getChildrenUnmodifiable()) {
            if (id.equals(child.getId())) {
                return child;
            }
            Parent inner = child instanceof ScrollPane scroll
                    ? (Parent) scroll.getContent()
                    : child instanceof Parent some ? some : null;
            Node found = inner == null ? null : descendant(inner, id);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private void dialog(Scene scene, Overlay overlay) {
        SyncViewModel sync = new SyncViewModel(
                () -> server, new SimpleObjectProperty<>("one"), live, tasks, () -> new byte[3], run -> {});
        sync.opened();
        switch (scene) {
            case SYNC_OWN_LAYOUT -> {
                sync.form().origin().set(Origin.FILE);
                sync.form()
                        .file()
                        .set(Path.of("/home/operator/downloads/feeds/2026-03/nordic-design-catalogue.csv.gz"));
                sync.form().layout().set(dev.opsdeck.api.sync.FeedFormat.MAPPED_TABLE);
                sync.form().column("id").set("artikelnr");
                sync.form().column("title").set("navn");
            }
            case SYNC_FAULTS -> {
                sync.form().origin().set(Origin.URL);
                sync.form().url().set("ftp://feeds.example/products.xml");
                sync.form().name().set("My Feed");
                sync.form().network().set("");
                sync.form().currency().set("EURO");
                sync.form().commission().set("200");
                sync.sync();
            }
            case SYNC_SAVED -> {
                sync.form().origin().set(Origin.SAVED);
                sync.form().saved().set(sync.form().sources().getFirst());
            }
            case SYNC_RUNNING -> sync.sync();
            case SYNC_DONE -> end(sync, SyncState.DONE, new SyncCounts(957, 954, 0, 0, 0, 1, 2, 26));
            case SYNC_REHEARSED -> {
                sync.rehearse();
                finish(SyncState.REHEARSED, new SyncCounts(41_207, 312, 1_204, 39_691, 18, 0, 0, 0));
            }
            case SYNC_JUMPS -> {
                changes();
                end(sync, SyncState.REHEARSED, new SyncCounts(41_207, 312, 1_204, 39_691, 1_318, 1, 2, 26));
            }
            case SYNC_ROLLBACK -> {
                sync.form().origin().set(Origin.SAVED);
                sync.form().saved().set(sync.form().sources().getFirst());
            }
            case SYNC_ROLLED_BACK -> {
                sync.form().origin().set(Origin.SAVED);
                sync.form().saved().set(sync.form().sources().getFirst());
                sync.rollBack();
                finish(SyncState.ROLLED_BACK, new SyncCounts(0, 18, 1_204, 0, 312, 0, 0, 0));
            }
            case SYNC_APPROVAL -> end(sync, SyncState.NEEDS_APPROVAL, new SyncCounts(645, 2, 11, 632, 312, 0, 0, 0));
            default -> {}
        }
        if (scene == Scene.SYNC_LOST) {
            live.apply(Batch.of(LOST));
        }
        SyncDialog shown = new SyncDialog(sync, files, formats, clock, new Views(), overlay::close);
        if (scene == Scene.SYNC_ROLLBACK) {
            ((Button) Objects.requireNonNull(descendant(shown.root(), "rollback"))).fire();
        }
        overlay.show(shown.root());
    }

    private void changes() {
        List<SyncChange> vanished = new ArrayList<>();
        List<SyncChange> jumps = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            BigDecimal old = new BigDecimal("19.90").add(BigDecimal.valueOf(i * 7L));
            vanished.add(new SyncChange(
                    SyncChange.Kind.VANISHED,
                    "OD-" + (2_000 + i),
                    "Enamel mug 0.3 l, no. " + i,
                    old,
                    "EUR",
                    null,
                    null));
            jumps.add(new SyncChange(
                    SyncChange.Kind.JUMP,
                    "OD-" + (1_000 + i),
                    "Solvane desk lamp of solid oak with a shade of linen, no. " + i,
                    old,
                    "EUR",
                    i % 3 == 0 ? old.movePointRight(2) : old.movePointLeft(1),
                    "EUR"));
        }
        server.changes = new SyncChanges(vanished, jumps, 1_204);
    }

    private void end(SyncViewModel sync, SyncState state, SyncCounts counts) {
        sync.sync();
        for (int i = 0; i < counts.rejected() + counts.repeated() + counts.warnings(); i++) {
            server.issues.add(new RowIssue(
                    i == 0 ? RowIssue.Kind.REJECTED : i < 3 ? RowIssue.Kind.REPEATED : RowIssue.Kind.WARNING,
                    120 + i * 31L,
                    "sku-" + i,
                    i == 0 ? "price" : i < 3 ? "id" : "gtin",
                    i == 0 ? "0.00 DKK" : i < 3 ? "sku-1" : "5701234567890",
                    i == 0
                            ? "The price is missing, zero or negative."
                            : i < 3
                                    ? "This id stood in the feed before; the first row counts."
                                    : "The check digit of the GTIN is wrong; the product was taken without it."));
        }
        finish(state, counts);
    }

    private void finish(SyncState state, SyncCounts counts) {
        server.run = FakeServer.run(state, counts);
        live.apply(new Batch(null, null, List.of(), List.of(server.run), List.of(), null, false));
    }

    private void assorted() {
        server.fill(240);
        for (int i = 0; i < server.products.size(); i++) {
            Product old = server.products.get(i);
            String[] things = {"Desk lamp, oak", "Enamel mug 0.3 l", "Wool blanket, grey", "Trail running shoes, 42"};
            server.products.set(
                    i,
                    new Product(
                            old.id(),
                            i % 3 == 0 ? "awin-main" : "sample-shop",
                            "OD-" + (1000 + i),
                            "Solvane " + things[i % 4],
                            "A desk lamp by Solvane. Warm, dimmable light with an LED that can be replaced.",
                            old.url(),
                            old.imageUrl(),
                            "Solvane",
                            "Home & Garden > Lighting > Lamps",
                            "9520000000028",
                            "GR-1002",
                            old.availability(),
                            old.price().multiply(BigDecimal.valueOf(i % 7 == 3 ? 61 : 1)),
                            i % 5 == 0 ? new BigDecimal("14.90") : null,
                            i % 11 == 5 ? "JPY" : "EUR",
                            old.commissionRate(),
                            i % 6 == 4 ? ProductStatus.INACTIVE : i % 13 == 7 ? ProductStatus.ARCHIVED : old.status(),
                            2.4 - i * 0.01,
                            12.3 / (i + 1),
                            old.createdAt(),
                            FakeServer.NOON.minus(Duration.ofHours(i * 5L))));
        }
        server.saveSource(new dev.opsdeck.api.sync.SourceDraft(
                "awin-main",
                "awin-main",
                "https://productdata.example/datafeed/download/apikey/***/language/en/fid/12345/",
                null,
                Map.of(),
                "EUR",
                new BigDecimal("0.055"),
                "30 6 * * 1-5",
                null,
                "Europe/Berlin",
                null,
                new BigDecimal("0.2")));
    }

    private void longTexts() {
        server.fill(40);
        server.products.replaceAll(old -> new Product(
                old.id(),
                "a-network-with-a-name-of-sixty-four-characters-as-long-as-it-can-be",
                "external-id-" + "0123456789".repeat(10) + old.id(),
                "A title that goes on and on because the shop wrote every property of the product into it, ".repeat(5),
                "One sentence after the other. ".repeat(60),
                "https://shop.example/" + "a-very-long-path/".repeat(20),
                "https://images.example/" + "a-very-long-path/".repeat(20),
                "Brand".repeat(20),
                "Category > ".repeat(12),
                null,
                null,
                old.availability(),
                new BigDecimal("123456789.1234"),
                new BigDecimal("98765432.10"),
                "HUF",
                old.commissionRate(),
                ProductStatus.INACTIVE,
                1234567.8,
                0.0000012,
                old.createdAt(),
                FakeServer.NOON.minus(Duration.ofDays(600))));
    }
}
