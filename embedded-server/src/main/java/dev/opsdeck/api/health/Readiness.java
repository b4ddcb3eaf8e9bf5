package dev.opsdeck.api.health;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /health/ready`: everything it needs answers. The HTTP status is 503 when one does not.
///
/// @param status `up` or `down`
public record Readiness(String status, List<Probe> checks) {

    public Readiness {
        checks = List.copyOf(checks);
    }

    /// @param name   what was asked, such as `database`
    /// @param up     whether it answered in time
    /// @param detail a sentence when it did not, or about something that does not keep the server from its work
    public record Probe(
            String name,
            boolean up,
            double millis,
            @Nullable String detail) {}
}
