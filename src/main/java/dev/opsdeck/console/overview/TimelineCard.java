package dev.opsdeck.console.overview;

import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.charts.EventMark;
import dev.opsdeck.console.ui.charts.ScrubBar;
import dev.opsdeck.console.ui.charts.TimeBuckets;
import dev.opsdeck.console.ui.charts.TimelineChart;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The p95 over the chosen range with what happened, and below it the bar by which a moment is chosen to look back at.
/// FX thread.
public final class TimelineCard extends VBox {

    private static final String CALM = "Drag or click to look back  ·  Y: the same time yesterday";

    private final Label title = new Label();
    private final MarkLegend legend = new MarkLegend();
    private List<EventMark> marked = List.of();
    private String former = "";

    /// Empty until it is connected.
    public TimelineCard() {
        getStyleClass().addAll("od-card", "overview-timeline");
    }

    /// Shows what the view-model says, and tells it what is chosen.
    void connect(OverviewViewModel model, Formats formats, Consumer<EventMark> openFlush) {
        title.getStyleClass().add("od-title");
        Label unit = new Label("p95 response time and events");
        unit.getStyleClass().add("od-title");
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        HBox top = new HBox(title, between, unit);
        top.getStyleClass().add("overview-line");
        TimelineChart chart = new TimelineChart(Trends.SIZE, formats.zone());
        chart.opens(EventMark.Kind.FLUSH, openFlush);
        ScrubBar bar = new ScrubBar(
                at -> {
                    Instant now = model.now();
                    return now == null ? "" : PastWords.moment(at, now, formats);
                },
                model.back()::look);
        bar.listen(chart);
        getChildren().addAll(top, chart, bar, legend);
        model.drawings().subscribe(count -> draw(model, chart, bar));
        model.past().subscribe(past -> mark(past, chart, bar));
    }

    private void draw(OverviewViewModel model, TimelineChart chart, ScrubBar bar) {
        String range = "Last " + model.range().label() + (model.all() ? ": nothing older is recorded yet" : "");
        if (!range.equals(title.getText())) {
            title.setText(range);
        }
        TimeBuckets p95 = model.series(Metric.P95);
        List<EventMark> marks = model.marks().get();
        chart.former(model.yesterday().line(p95));
        chart.draw(p95, marks);
        Instant now = model.now();
        if (now != null) {
            bar.window(p95, now);
        }
        String words = model.yesterday().words();
        if (!marks.equals(marked) || !words.equals(former)) {
            marked = marks;
            former = words;
            legend.show(marks, words);
        }
    }

    private static void mark(@Nullable PastWords past, TimelineChart chart, ScrubBar bar) {
        Instant at = past == null ? null : past.at();
        chart.moment(at);
        bar.moment(at, past == null ? "Time bar, live" : "Time bar, " + past.title(), CALM);
    }
}
