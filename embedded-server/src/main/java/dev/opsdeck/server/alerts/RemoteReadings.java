package dev.opsdeck.server.alerts;

import dev.opsdeck.api.alerts.Observation;
import dev.opsdeck.api.metrics.Gauges;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.metrics.Totals;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Makes readings of what a console saw of another server. What happened since the sample before is taken from the
/// running totals, so that a sample that was missed leaves no hole. Guarded by the board's lock.
final class RemoteReadings {

    private @Nullable Sample last;

    Reading next(Observation seen) {
        Sample sample = seen.sample();
        Reading.Second second = sample == null ? null : second(sample);
        if (sample != null) {
            last = sample;
        }
        Boolean failing = seen.healthFailing();
        if (failing == null && sample != null) {
            failing = sample.gauges().healthFailing();
        }
        return new Reading(
                seen.at().truncatedTo(ChronoUnit.MILLIS),
                second,
                failing == null ? null : failing ? 1.0 : 0.0,
                seen.unreachable() ? 1.0 : 0.0);
    }

    private Reading.@Nullable Second second(Sample sample) {
        Sample before = last;
        if (before == null || !before.instance().equals(sample.instance())) {
            return second(
                    sample,
                    sample.second().seconds(),
                    sample.second().requests(),
                    sample.second().errors(),
                    0,
                    0);
        }
        if (!sample.at().isAfter(before.at())) {
            return null; // told already
        }
        Totals now = sample.totals();
        Totals then = before.totals();
        return second(
                sample,
                (sample.at().toEpochMilli() - before.at().toEpochMilli()) / 1e3,
                now.requests() - then.requests(),
                now.errors() - then.errors(),
                now.cacheHits() - then.cacheHits(),
                now.cacheMisses() - then.cacheMisses());
    }

    private static Reading.Second second(
            Sample sample, double seconds, long requests, long errors, long hits, long misses) {
        Gauges gauges = sample.gauges();
        return new Reading.Second(
                seconds,
                requests,
                errors,
                hits,
                misses,
                (double) gauges.requestsActive(),
                (double) gauges.usersActive(),
                (double) gauges.dbActive(),
                (double) gauges.memoryUsedBytes(),
                gauges.cpuShare(),
                new Reading.Times.Told(
                        sample.second().latency(), sample.minute().latency()));
    }
}
