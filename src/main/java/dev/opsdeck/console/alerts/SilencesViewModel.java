package dev.opsdeck.console.alerts;

import dev.opsdeck.api.alerts.Silence;
import dev.opsdeck.console.live.Asking;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.transformation.FilteredList;

/// The silences of the server shown. FX thread.
final class SilencesViewModel {

    private final Rows<Silence> rows;
    private final FilteredList<Silence> shown;
    private final BooleanProperty ended = new SimpleBooleanProperty(this, "ended");
    private final InstantSource clock;
    private final Reports reports;

    SilencesViewModel(Asking<AlertServer> asking, InstantSource clock, Reports reports) {
        this.clock = clock;
        this.reports = reports;
        rows = new Rows<>(asking, "Reading the silences", AlertServer::silences, list -> list);
        shown = new FilteredList<>(rows.list(), this::wanted);
        ended.subscribe((before, now) -> refilter());
        rows.content().subscribe(now -> refilter());
    }

    /// That are wanted, newest first.
    List<Silence> all() {
        return rows.list();
    }

    FilteredList<Silence> shownRows() {
        return shown;
    }

    /// Whether those that are over are shown too.
    BooleanProperty ended() {
        return ended;
    }

    ReadOnlyObjectProperty<Content> content() {
        return rows.content();
    }

    Instant now() {
        return clock.instant();
    }

    void shown() {
        refilter();
        rows.shown();
    }

    void hidden() {
        rows.hidden();
    }

    void read() {
        rows.read();
    }

    /// Ends it now; what it has kept quiet until now stays in the history.
    void expire(Silence silence) {
        rows.change(
                "Ending the silence",
                server -> server.expireSilence(silence.id()),
                () -> reports.done("Silence ended", SilenceWords.scope(silence) + " can be heard again."),
                reports::failed);
    }

    private boolean wanted(Silence silence) {
        return ended.get() || SilenceWords.going(silence, clock.instant());
    }

    private void refilter() {
        shown.setPredicate(this::wanted);
    }
}
