package dev.opsdeck.console.alerts;

import dev.opsdeck.console.connection.Connection;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.ui.Formats;
import java.time.InstantSource;

/// What the list of what fires says when there is nothing in it: that nothing fires only where that is known.
record FiringWords(Formats formats, InstantSource clock) {

    /// @param watched whether this computer watches the server from outside
    String none(Connection server, LinkState link, boolean watched) {
        return switch (link) {
            case LinkState.Live live -> "Nothing fires. What has fired is in the history.";
            case LinkState.Connecting connecting ->
                server.name() + " has not answered yet: what fires there is not known.";
            case LinkState.Lost lost ->
                server.name() + " cannot be asked since " + formats.moment(lost.since(), clock.instant())
                        + ": what fires there is not known."
                        + (watched
                                ? " This computer goes on watching it from outside, and none of its own rules says"
                                        + " anything yet."
                                : "");
        };
    }
}
