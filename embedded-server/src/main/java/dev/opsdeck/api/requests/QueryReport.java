package dev.opsdeck.api.requests;

import java.time.Instant;
import java.util.List;

/// What the statements of this server process did. Kept in memory only.
///
/// @param since    since when: the start of the process, or the last time that somebody began anew
/// @param data     the statements, in the order asked for
/// @param total    how many statements there are
/// @param suspects the repeated ones, most time lost first
public record QueryReport(Instant since, List<QueryFigures> data, long total, List<QuerySuspect> suspects) {

    public QueryReport {
        data = List.copyOf(data);
        suspects = List.copyOf(suspects);
    }
}
