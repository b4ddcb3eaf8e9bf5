package dev.opsdeck.api.caches;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a flush led to, from the stored seconds before and after it.
///
/// The former level is that of the five minutes before, or of the part of them since the last start, flush or sync.
/// Nine tenths of its hit rate are back at the first moment at which the five seconds before it and the ten seconds
/// after it both have them; seconds that began before the flush do not count. The extra queries are `Q - q * T`: the
/// queries `Q` of the time `T` from the flush to that moment (or as far as it was followed), less what they would have
/// been at the former queries per second `q`; never less than 0.
///
/// @param before                  the former level; null when there is none
/// @param secondsToBack           from the flush until nine tenths of the former hit rate were back; null: they
///                                are not
/// @param extraQueries            null while it is not known, or cannot be
/// @param highestQueriesPerSecond of five seconds together, until then
/// @param highestDbActive         connections in use, until then
/// @param highestP95Millis        of five seconds together that had 20 requests or more, until then
/// @param followedSeconds         after the flush
/// @param remarks                 what to know about these figures, and what cannot be told
public record FlushFindings(
        FlushState state,
        @Nullable FlushLevel before,
        @Nullable Double secondsToBack,
        @Nullable Long extraQueries,
        @Nullable Double highestQueriesPerSecond,
        @Nullable Double highestDbActive,
        @Nullable Double highestP95Millis,
        double followedSeconds,
        List<String> remarks) {

    public FlushFindings {
        remarks = List.copyOf(remarks);
    }
}
