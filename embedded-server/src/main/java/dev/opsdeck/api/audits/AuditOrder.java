package dev.opsdeck.api.audits;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.opsdeck.api.InvalidField;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which period to report on: both moments, or none for the last one that is over.
///
/// @param to excluded; at most 400 days after `from`
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditOrder(@Nullable Instant from, @Nullable Instant to) {

    private static final Duration LONGEST = Duration.ofDays(400);
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    public AuditOrder {
        if ((from == null) != (to == null)) {
            throw new InvalidField(from == null ? "from" : "to", "Give both 'from' and 'to', or neither.");
        }
        if (from != null && to != null) {
            if (from.isBefore(FIRST) || !from.isBefore(to)) {
                throw new InvalidField("from", "'from' must be before 'to', and not before the year 2000.");
            }
            if (Duration.between(from, to).compareTo(LONGEST) > 0) {
                throw new InvalidField("to", "The time between 'from' and 'to' is longer than 400 days.");
            }
        }
    }
}
