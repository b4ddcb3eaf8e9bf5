package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadFigures;
import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadSecond;
import java.util.Map;
import java.util.TreeMap;

/// Adds up the seconds of one run. Percentiles always come from the merged histograms, never from other percentiles.
/// One thread adds and reads.
final class RunFigures {

    /// A request that was never started: every other error belongs to one that was.
    static final String NOT_SENT = "not sent";

    private static final String STATUS = "status ";

    private final int durationSeconds;
    private final Durations response = new Durations();
    private final Durations service = new Durations();
    private final Map<String, Long> errorsByKind = new TreeMap<>();
    private long asked;
    private long sent;
    private long completed;
    private long errors;
    private long late;
    private long answeredInTime;
    private int secondsInTime;
    private double latenessMillisMax;

    RunFigures(int durationSeconds) {
        this.durationSeconds = durationSeconds;
    }

    /// Adds a second and returns it as it is shown.
    LoadPoint add(LoadSecond second) {
        Durations ofSecond = Durations.decoded(second.response());
        response.add(ofSecond);
        service.add(Durations.decoded(second.service()));
        long failed = 0;
        long unanswered = 0;
        for (Map.Entry<String, Long> error : second.errors().entrySet()) {
            errorsByKind.merge(error.getKey(), error.getValue(), Long::sum);
            failed += error.getValue();
            unanswered += error.getKey().startsWith(STATUS) ? 0 : error.getValue();
        }
        asked += second.asked();
        sent += second.sent();
        completed += second.completed();
        errors += failed;
        late += second.late();
        latenessMillisMax = Math.max(latenessMillisMax, second.latenessMillisMax());
        if (second.second() < durationSeconds) {
            secondsInTime = second.second() + 1;
            answeredInTime += second.completed() - unanswered;
        }
        return new LoadPoint(
                second.second(),
                second.asked(),
                second.completed(),
                failed,
                ofSecond.latency().p50Millis(),
                ofSecond.latency().p95Millis(),
                ofSecond.latency().maxMillis());
    }

    LoadFigures figures() {
        int seconds = Math.max(1, secondsInTime);
        return new LoadFigures(
                asked,
                sent,
                completed,
                errors,
                errorsByKind,
                (double) asked / seconds,
                (double) answeredInTime / seconds,
                response.latency(),
                service.latency(),
                latenessMillisMax);
    }

    /// Requests that the engine itself started late.
    long late() {
        return late;
    }

    byte[] response() {
        return response.encoded();
    }

    byte[] service() {
        return service.encoded();
    }
}
