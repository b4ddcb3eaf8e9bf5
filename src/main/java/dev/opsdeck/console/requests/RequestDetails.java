package dev.opsdeck.console.requests;

import dev.opsdeck.api.requests.QueryFigures;
import dev.opsdeck.api.requests.QuerySuspect;
import dev.opsdeck.api.requests.RequestEntry;
import dev.opsdeck.console.ui.Detail;
import dev.opsdeck.console.ui.Formats;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the pane below the tables says of one row. What is not there is left out. Pure functions.
final class RequestDetails {

    private RequestDetails() {}

    static Detail of(RequestEntry entry, Formats formats) {
        List<Detail.Line> lines = new ArrayList<>();
        add(lines, "Answered", formats.full(entry.at()) + " by " + entry.node());
        add(
                lines,
                "Status",
                entry.status() + " after " + RequestWords.millis(entry.durationMillis())
                        + (entry.loadRun() ? ", sent by a load run" : ""));
        add(lines, "Route", entry.route());
        add(lines, "Error", RequestWords.error(entry));
        add(lines, "Left out", RequestWords.leftOut(entry));
        add(lines, "User agent", entry.userAgent());
        return new Detail(entry.method() + " " + entry.url(), lines);
    }

    static Detail of(QueryFigures figures, Formats formats, InstantSource clock) {
        List<Detail.Line> lines = new ArrayList<>();
        add(
                lines,
                "Executed",
                RequestWords.count(figures.calls(), "time") + ", last "
                        + moment(figures.lastSeen(), formats, clock)
                        + (figures.errors() == 0 ? "" : ", of which " + Formats.count(figures.errors()) + " failed"));
        add(
                lines,
                "Took",
                "mean " + RequestWords.millis(RequestWords.mean(figures)) + ", p95 "
                        + RequestWords.millis(figures.p95Millis()) + ", max " + RequestWords.millis(figures.maxMillis())
                        + ", together " + RequestWords.millis(figures.totalMillis()));
        add(lines, "Rows", Formats.count(figures.rows()));
        add(lines, "Most by", RequestWords.where(figures.route()));
        return new Detail(figures.statement(), lines);
    }

    static Detail of(QuerySuspect suspect, Formats formats, InstantSource clock) {
        List<Detail.Line> lines = new ArrayList<>();
        add(lines, "Repeated", RequestWords.sentence(suspect));
        add(lines, "Code", suspect.codeLine());
        add(
                lines,
                "Lost",
                RequestWords.millis(suspect.totalLostMillis()) + " in all; last "
                        + moment(suspect.lastSeen(), formats, clock));
        return new Detail(suspect.statement(), lines);
    }

    private static String moment(Instant at, Formats formats, InstantSource clock) {
        return formats.moment(at, clock.instant());
    }

    private static void add(List<Detail.Line> lines, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            lines.add(new Detail.Line(name, value));
        }
    }
}
