package dev.opsdeck.console.live;

import dev.opsdeck.console.ui.AlertWords;
import dev.opsdeck.console.ui.State;
import java.util.List;
import java.util.Locale;

/// How a server is, for its dot and for the tray: what its connection and the alerts about it say together.
///
/// @param words two or three, or the worst alert
public record ServerState(State state, String words) {

    /// A server that does not answer is that first: what fired on it may be over.
    public static ServerState of(LinkState link, List<Firing> about) {
        return switch (link) {
            case LinkState.Connecting connecting -> new ServerState(State.UNKNOWN, "connecting");
            case LinkState.Lost lost ->
                new ServerState(State.CRITICAL, lost.why().title().toLowerCase(Locale.ROOT));
            case LinkState.Live live -> of(about);
        };
    }

    private static ServerState of(List<Firing> about) {
        if (about.isEmpty()) {
            return new ServerState(State.OK, "live");
        }
        Firing worst = about.getFirst();
        for (Firing firing : about) {
            if (firing.alert().severity().compareTo(worst.alert().severity()) > 0) {
                worst = firing;
            }
        }
        String more = about.size() == 1 ? "" : " +" + (about.size() - 1);
        return new ServerState(
                AlertWords.state(worst.alert().severity()), worst.alert().rule() + more);
    }
}
