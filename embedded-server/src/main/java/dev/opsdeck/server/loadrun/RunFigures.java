package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadFigures;
import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadSecond;
import dev.opsdeck.api.metrics.Latency;
import java.util.Map;
import java.util.TreeMap;

/// Adds up the seconds of one run, without its ramp-up. Percentiles always come from the merged histograms, never
/// from other percentiles. One thread adds and reads.
final class RunFigures {

    /// A request that was never started: every other error belongs to one that was.
    static final String NOT_SENT = "not sent";

    private static final String STATUS = "status ";
    private static final String CHECK = "check";

    private final int rampUpSeconds;
    private final int durationSeconds;
    private final Durations response = new Durations();
    private final Durations service = new Durations();
    private final DelaySums delays = new DelaySums();
    private final Map<String, Long> errorsByKind = new TreeMap<>();
    private long asked;
    private long sent;
    private long completed;
    private long errors;
    private long late;
    private long answeredInTime;
    private long unansweredInTime;
    private long waiting;
    private long underWay;
    private long underWaySum;
    private long lost;
    private int secondsInTime;
    private double latenessMillisMax;
    private long rampUpRequests;
    private long rampUpErrors;

    RunFigures(RunOrder order) {
        this.rampUpSeconds = order.rampUpSeconds();
        this.durationSeconds = order.durationSeconds();
    }

    /// Adds a second and returns it as it is shown.
    LoadPoint add(LoadSecond second) {
        if (second.second() < durationSeconds) {
            follow(second);
        }
        Durations ofSecond = Durations.decoded(second.response());
        DelaySums starts = DelaySums.of(second);
        long failed =
                second.errors().values().stream().mapToLong(Long::longValue).sum();
        if (second.second() < rampUpSeconds) {
            rampUpRequests += second.completed();
            rampUpErrors += failed;
        } else {
            count(second, ofSecond, failed);
            if (starts != null) {
                delays.add(starts);
            }
        }
        Latency latency = ofSecond.latency();
        return new LoadPoint(
                second.second(),
                second.asked(),
                second.completed(),
                failed,
                latency.p50Millis(),
                latency.p95Millis(),
                latency.maxMillis(),
                starts == null ? null : starts.latenessP95Millis(),
                starts == null ? null : starts.blockedP95Millis());
    }

    /// What is left over at the end of a second goes into the next one, also out of the ramp-up.
    private void follow(LoadSecond second) {
        long ended = second.completed() - second.errors().getOrDefault(NOT_SENT, 0L);
        waiting += second.asked() - second.sent();
        underWay += second.sent() - ended;
    }

    private void count(LoadSecond second, Durations ofSecond, long failed) {
        response.add(ofSecond);
        service.add(Durations.decoded(second.service()));
        long unanswered = 0;
        for (Map.Entry<String, Long> error : second.errors().entrySet()) {
            errorsByKind.merge(error.getKey(), error.getValue(), Long::sum);
            unanswered += isAnswer(error.getKey()) ? 0 : error.getValue();
        }
        asked += second.asked();
        sent += second.sent();
        completed += second.completed();
        errors += failed;
        late += second.late();
        latenessMillisMax = Math.max(latenessMillisMax, second.latenessMillisMax());
        if (second.second() < durationSeconds) {
            secondsInTime = second.second() + 1 - rampUpSeconds;
            answeredInTime += second.completed() - unanswered;
            unansweredInTime += unanswered;
            underWaySum += underWay;
        } else {
            lost += unanswered - second.errors().getOrDefault(NOT_SENT, 0L);
        }
    }

    /// Whether a kind of error is an answer, though not a good one.
    static boolean isAnswer(String error) {
        return error.startsWith(STATUS) || error.equals(CHECK);
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
                latenessMillisMax,
                late,
                delays.delays());
    }

    /// What of it was reached in its time. Only an open run has a rate to reach.
    Reach reach() {
        double seconds = Math.max(1, secondsInTime);
        return new Reach(
                asked,
                answeredInTime,
                unansweredInTime,
                waiting,
                underWay,
                lost,
                underWaySum / seconds,
                asked / seconds);
    }

    /// What of the run is not in the figures, as a sentence; empty when it had no ramp-up.
    String rampUp() {
        if (rampUpSeconds == 0) {
            return "";
        }
        String failures = rampUpErrors == 0 ? "" : ", of which " + rampUpErrors + " failed,";
        return "The first " + rampUpSeconds + " s were ramp-up: their " + rampUpRequests + " requests" + failures
                + " are not in these figures.";
    }

    /// Means of the response and the service time, in milliseconds.
    double meanResponseMillis() {
        return response.meanMillis();
    }

    double meanServiceMillis() {
        return service.meanMillis();
    }

    DelaySums delays() {
        return delays;
    }

    byte[] response() {
        return response.encoded();
    }

    byte[] service() {
        return service.encoded();
    }
}
