package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadSecond;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// How long after a spike p95 is what it was before. Seconds count by when their answers came, so what was still
/// waiting at the spike's end belongs to the recovery. The first seconds of a run are left out of the p95 before
/// it: they are those of a server that was idle.
final class SpikeWatch implements ProfileWatch {

    static final int WARM_UP_SECONDS = 5;

    private static final int WINDOW = 5;
    private static final double AS_BEFORE = 1.1;
    private static final double AS_BEFORE_MILLIS = 2;

    private final RunOrder order;
    private final int countsFrom;
    private final Durations before = new Durations();
    private final Durations during = new Durations();
    private final Deque<Durations> window = new ArrayDeque<>();
    private @Nullable Integer recovery;
    private long errorsAfter;

    SpikeWatch(RunOrder order) {
        this.order = order;
        int length = order.spikeStart() - order.rampUpSeconds();
        this.countsFrom = order.rampUpSeconds() + Math.min(WARM_UP_SECONDS, length / 2);
    }

    @Override
    public void add(LoadSecond second, Durations response) {
        int at = second.second();
        if (at < order.spikeStart()) {
            if (at >= countsFrom) {
                before.add(response);
            }
        } else if (at < order.spikeEnd()) {
            during.add(response);
        } else {
            after(second, response);
        }
    }

    private void after(LoadSecond second, Durations response) {
        // What was asked in the spike may still fail in the second behind it.
        if (second.second() > order.spikeEnd()) {
            errorsAfter +=
                    second.errors().values().stream().mapToLong(Long::longValue).sum();
        }
        window.add(response);
        if (window.size() < WINDOW) {
            return;
        }
        Durations recent = new Durations();
        window.forEach(recent::add);
        window.remove();
        double usual = before.latency().p95Millis();
        if (recovery == null
                && recent.latency().count() > 0
                && recent.latency().p95Millis() <= Math.max(usual * AS_BEFORE, usual + AS_BEFORE_MILLIS)) {
            recovery = second.second() - WINDOW + 1 - order.spikeEnd();
        }
    }

    @Override
    public LoadFindings findings() {
        return LoadFindings.of(new LoadFindings.Spike(
                before.latency().p95Millis(), during.latency().p95Millis(), recovery, errorsAfter));
    }
}
