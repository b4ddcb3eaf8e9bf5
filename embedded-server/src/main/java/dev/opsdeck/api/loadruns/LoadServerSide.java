package dev.opsdeck.api.loadruns;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the server under load measured of itself while a run went on. Its figures are those of all its requests,
/// not of the run's alone.
///
/// @param points  over the run, at most 300
/// @param split   where the time of a request went; null when the server does not tell, and while the run goes on
/// @param silence why it tells nothing of itself, as a sentence; null when it does, and where that is not known
public record LoadServerSide(
        List<Point> points, @Nullable Split split, @Nullable String silence) {

    public LoadServerSide {
        points = List.copyOf(points);
    }

    /// Of a server that tells.
    public LoadServerSide(List<Point> points, @Nullable Split split) {
        this(points, split, null);
    }

    /// A stretch of the run. What there was nothing to measure of is null.
    ///
    /// @param second when it begins, from the start of the run
    public record Point(
            int second,
            @Nullable Double handlerP50Millis,
            @Nullable Double handlerP95Millis,
            @Nullable Double cpuShare,
            @Nullable Double memoryBytes,
            @Nullable Double dbActive,
            @Nullable Double cacheHitShare) {}

    /// The mean response time, in the parts that add up to it.
    ///
    /// @param waitingMillis  from the intended start until the request was sent
    /// @param networkMillis  between sending and the answer's last byte, less the handler: network and the
    ///                       server's queue
    /// @param handlerMillis  in the server's handler, less the database
    /// @param databaseMillis waiting for the database
    /// @param latenessMillis of the waiting, the generator's lateness; null of a closed run, and of one
    ///                       from before this was told apart
    /// @param blockedMillis  of the waiting, for a connection to come free; null likewise
    public record Split(
            double waitingMillis,
            double networkMillis,
            double handlerMillis,
            double databaseMillis,
            @Nullable Double latenessMillis,
            @Nullable Double blockedMillis) {

        /// Without what the waiting was for.
        public Split(double waitingMillis, double networkMillis, double handlerMillis, double databaseMillis) {
            this(waitingMillis, networkMillis, handlerMillis, databaseMillis, null, null);
        }
    }
}
