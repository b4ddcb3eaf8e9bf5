package dev.opsdeck.api.alerts;

import dev.opsdeck.api.Check;
import dev.opsdeck.api.InvalidField;
import dev.opsdeck.api.metrics.Sample;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a console saw of a remote server at a moment, for its embedded backend to evaluate.
///
/// @param server        its name in the console
/// @param at            when, by the console's clock
/// @param sample        the last one it sent; null when there is none newer than the one told before
/// @param unreachable   whether no connection was to be had
/// @param healthFailing whether it says that it is not ready; null when it was not asked
public record Observation(
        String server,
        Instant at,
        @Nullable Sample sample,
        boolean unreachable,
        @Nullable Boolean healthFailing) {

    public Observation {
        server = Check.text("server", server, 200);
        if (at == null) {
            throw new InvalidField("at", "'at' is missing.");
        }
    }
}
