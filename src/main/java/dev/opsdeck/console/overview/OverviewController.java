package dev.opsdeck.console.overview;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.console.connection.ActiveServer;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.live.SelectedRange;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.ui.Commands;
import dev.opsdeck.console.ui.FigureTile;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.PageView;
import dev.opsdeck.console.ui.Tiles;
import dev.opsdeck.console.ui.charts.Sparkline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Shows what [OverviewViewModel] says. FX thread.
public final class OverviewController implements PageView {

    private final OverviewViewModel model;
    private final Commands commands;
    private final Formats formats;
    private final Map<TileId, FigureTile> tiles = new EnumMap<>(TileId.class);
    private final Map<TileId, Sparkline> sparklines = new EnumMap<>(TileId.class);
    private boolean flushWanted;

    @FXML
    private ScrollPane page;

    @FXML
    private HBox hintBox;

    @FXML
    private Label hintText;

    @FXML
    private Button hintButton;

    @FXML
    private VBox waitingBox;

    @FXML
    private Label waitingText;

    @FXML
    private AlertStrip alerts;

    @FXML
    private TileGrid grid;

    @FXML
    private FlushCard flushes;

    @FXML
    private TimelineCard timelineCard;

    @FXML
    private PastBanner past;

    @FXML
    private EventsCard eventsCard;

    private PageScroll scroll;

    @SuppressWarnings("NullAway.Init") // the loader fills the fields
    OverviewController(OverviewViewModel model, Commands commands, Formats formats) {
        this.model = model;
        this.commands = commands;
        this.formats = formats;
    }

    /// The page of the server that the window shows.
    public static OverviewController of(
            ActiveServer active,
            LiveModel live,
            SelectedRange range,
            BackgroundTasks tasks,
            Commands commands,
            Formats formats) {
        return new OverviewController(OverviewViewModel.of(active, live, range, tasks, formats), commands, formats);
    }

    @FXML
    void initialize() {
        List<Node> nodes = new ArrayList<>();
        for (TileId id : TileId.values()) {
            FigureTile tile = Tiles.figure(id.title());
            tiles.put(id, tile);
            nodes.add(tile.node());
        }
        grid.tiles(nodes);
        Sparkline response = sparkline(TileId.RESPONSE);
        response.threshold(Thresholds.P95_MILLIS.warning(), "warning 500 ms");
        response.fill();
        sparkline(TileId.RATE);
        sparkline(TileId.ERRORS).leastTop(Thresholds.ERROR_SHARE.critical());
        sparkline(TileId.USERS).leastTop(5);
        sparkline(TileId.CACHE).share();
        flushes.connect(model.flushes(), formats, model::now);
        flushes.visibleProperty().subscribe(visible -> scrollToFlush());
        model.flushes().shown().subscribe(shown -> scrollToFlush());
        timelineCard.connect(model, formats, mark -> openFlush(mark.at()));
        past.connect(model.back()::end);
        scroll = new PageScroll(page);
        scroll.uncached();
        // Before the tiles, which say for which moment they speak.
        model.past().subscribe(this::show);
        tiles.forEach((id, tile) -> model.tile(id).subscribe(view -> show(tile, view)));
        model.hint().subscribe(now -> steadily(() -> show(now)));
        model.tile(TileId.RESPONSE).subscribe(view -> {
            visible(grid, view != null);
            visible(timelineCard, view != null);
            dim(timelineCard, view != null && view.stale());
            dim(alerts, view != null && view.stale());
            dim(flushes, view != null && view.stale());
        });
        eventsCard.connect(model, formats, flush -> openFlush(flush.at()), this::openFlushes);
        model.alerts().subscribe(now -> steadily(() -> showAlerts(now)));
        model.drawings().subscribe(count -> draw());
    }

    @Override
    public void shown() {
        model.show();
    }

    @Override
    public void hidden() {
        model.rest();
    }

    @Override
    public void yesterday() {
        model.yesterday().toggle();
    }

    @Override
    public boolean looksBack() {
        return model.back().moment().get() != null;
    }

    @Override
    public boolean back() {
        boolean was = looksBack();
        model.back().end();
        return was;
    }

    @FXML
    void help() {
        commands.sync();
    }

    void openFlushes() {
        flushWanted = true;
        flushes.list(true);
        model.flushes().openLatest();
    }

    private Sparkline sparkline(TileId id) {
        Sparkline sparkline = new Sparkline(Trends.SIZE);
        sparklines.put(id, sparkline);
        tile(id).chart(sparkline);
        return sparkline;
    }

    private static void show(FigureTile tile, @Nullable TileView view) {
        if (view == null) {
            return;
        }
        tile.state(view.state());
        tile.stale(view.stale());
        tile.figure(view.figure());
        tile.secondary(view.secondary().toArray(String[]::new));
        tile.footnote(view.footnote());
        tile.explain(view.footnote() + "\n\n" + view.explain());
        TileView.Bar bar = view.bar();
        if (bar == null) {
            tile.noBar();
        } else {
            tile.bar(bar.share(), bar.warningAt(), bar.criticalAt());
        }
    }

    private void show(@Nullable Hint hint) {
        visible(hintBox, hint != null && !hint.button().isEmpty());
        visible(waitingBox, hint != null && hint.button().isEmpty());
        if (hint != null) {
            hintText.setText(hint.sentence());
            waitingText.setText(hint.sentence());
            hintButton.setText(hint.button());
        }
    }

    private void draw() {
        sparklines.forEach((id, sparkline) -> {
            switch (id) {
                case RESPONSE ->
                    sparkline.draw(model.series(Metric.P95), model.series(Metric.P50), model.series(Metric.P99));
                case RATE -> sparkline.draw(model.series(Metric.REQUEST_RATE));
                case ERRORS -> sparkline.draw(model.series(Metric.ERROR_SHARE));
                case USERS -> sparkline.draw(model.series(Metric.USERS_ACTIVE));
                case CACHE -> sparkline.draw(model.series(Metric.CACHE_HIT_SHARE));
                default -> throw new IllegalStateException(id + " has no sparkline");
            }
        });
    }

    private void show(@Nullable PastWords words) {
        past.show(words);
        Instant at = words == null ? null : words.at();
        sparklines.values().forEach(sparkline -> sparkline.moment(at));
        String when = words == null ? "" : "at " + words.title();
        tiles.values().forEach(tile -> tile.past(when));
    }

    private void openFlush(Instant at) {
        flushWanted = true;
        model.flushes().open(at);
    }

    /// What was asked for is brought into sight when it is there.
    private void scrollToFlush() {
        if (flushWanted && flushes.isVisible()) {
            flushWanted = false;
            scroll.to(flushes);
        }
    }

    /// While a moment is looked back at, the timeline stays where it is: the pointer is on it.
    private void steadily(Runnable change) {
        if (looksBack() || model.past().get() != null) {
            scroll.steadily(timelineCard, change);
        } else {
            change.run();
        }
    }

    private void showAlerts(ShownAlerts shown) {
        Instant now = model.now();
        alerts.show(shown, commands, formats, now == null ? Instant.EPOCH : now);
    }

    private FigureTile tile(TileId id) {
        FigureTile tile = tiles.get(id);
        if (tile == null) {
            throw new IllegalStateException("No tile " + id);
        }
        return tile;
    }

    private static void dim(Node node, boolean stale) {
        if (stale != node.getStyleClass().contains("stale")) {
            if (stale) {
                node.getStyleClass().add("stale");
            } else {
                node.getStyleClass().remove("stale");
            }
        }
    }
}
