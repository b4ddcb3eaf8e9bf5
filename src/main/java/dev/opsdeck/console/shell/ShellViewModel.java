package dev.opsdeck.console.shell;

import dev.opsdeck.console.connection.ActiveServer;
import dev.opsdeck.console.connection.Arming;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.connection.Remote;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// What the top bar and the banner say. JavaFX thread only; [#refresh] once a second, because ages grow by
/// themselves.
final class ShellViewModel {

    private final ActiveServer active;
    private final LiveModel live;
    private final Arming arming;
    private final Formats formats;
    private final InstantSource clock;

    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title", "");
    private final ReadOnlyObjectWrapper<Pill> pill =
            new ReadOnlyObjectWrapper<>(this, "pill", new Pill(State.UNKNOWN, "connecting"));
    private final ReadOnlyObjectWrapper<@Nullable Banner> banner = new ReadOnlyObjectWrapper<>(this, "banner");
    private final ReadOnlyObjectWrapper<@Nullable Banner> armed = new ReadOnlyObjectWrapper<>(this, "armed");

    ShellViewModel(ActiveServer active, LiveModel live, Arming arming, Formats formats, InstantSource clock) {
        this.active = active;
        this.live = live;
        this.arming = arming;
        this.formats = formats;
        this.clock = clock;
        active.connection().addListener(change -> refresh());
        live.link().addListener((property, before, now) -> {
            // From one sample to the next only the age changes, and that is the next tick's.
            if (!(before.live() && now.live())) {
                refresh();
            }
        });
        refresh();
    }

    /// State of the connection in two or three words.
    record Pill(State state, String text) {}

    /// A sentence across the page.
    ///
    /// @param edit whether the entry of the server shown is what must be changed
    record Banner(State state, String title, String text, boolean edit) {}

    ReadOnlyStringProperty title() {
        return title.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Pill> pill() {
        return pill.getReadOnlyProperty();
    }

    /// Null while all is well.
    ReadOnlyObjectProperty<@Nullable Banner> banner() {
        return banner.getReadOnlyProperty();
    }

    /// Null while the server shown is not armed.
    ReadOnlyObjectProperty<@Nullable Banner> armed() {
        return armed.getReadOnlyProperty();
    }

    /// Says everything anew by the clock.
    void refresh() {
        Instant now = clock.instant();
        title.set(active.get().name());
        LinkState link = live.link().get();
        pill.set(pill(link, now));
        banner.set(link instanceof LinkState.Lost lost ? banner(lost, now) : null);
        armed.set(arming.remaining(active.get())
                .map(left -> new Banner(
                        State.WARNING,
                        "Armed for " + Formats.duration(Duration.ofSeconds(left.toSeconds())),
                        "Sync and Flush cache go ahead on " + active.get().name() + " without asking.",
                        false))
                .orElse(null));
    }

    private Pill pill(LinkState link, Instant now) {
        return switch (link) {
            case LinkState.Connecting() -> new Pill(State.UNKNOWN, "connecting");
            case LinkState.Live current -> {
                Duration age = Duration.between(current.lastSample(), now);
                State state = age.toSeconds() >= 3 ? State.WARNING : State.OK;
                yield new Pill(state, "live · " + Formats.duration(age.isNegative() ? Duration.ZERO : age));
            }
            case LinkState.Lost lost ->
                live.sample().get() == null
                        ? new Pill(State.CRITICAL, "not connected")
                        : new Pill(State.CRITICAL, "lost since " + formats.clockSeconds(lost.since()));
        };
    }

    private Banner banner(LinkState.Lost lost, Instant now) {
        StringBuilder text = new StringBuilder(lost.why().text());
        if (live.sample().get() != null) {
            text.append(" Values below are from ").append(formats.clockSeconds(lost.since()));
            text.append(" (")
                    .append(Formats.duration(seconds(lost.since(), now)))
                    .append(" ago).");
        }
        Instant next = lost.nextTry();
        if (next == null) {
            text.append(" Trying now.");
        } else {
            long left = Math.max(1, seconds(now, next).toSeconds());
            text.append(" Next try in ")
                    .append(Formats.duration(Duration.ofSeconds(left)))
                    .append(".");
        }
        boolean wasThere =
                live.sample().get() != null && lost.why() instanceof Offline offline && offline.reason() == Reason.GONE;
        return new Banner(
                State.CRITICAL,
                wasThere ? "Connection lost" : lost.why().title(),
                text.toString(),
                lost.why().inTheEntry() && active.get() instanceof Remote);
    }

    private static Duration seconds(Instant from, Instant to) {
        return Duration.ofSeconds(
                Math.max(0, Duration.between(from, to).plusMillis(500).toSeconds()));
    }
}
