package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadSecond;
import dev.opsdeck.api.loadruns.LoadStretch;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Cuts a run into at most 300 stretches and keeps what came of each call in them: enough for a comparison,
/// however long the run is. The ramp-up is left out. One thread.
final class Stretches {

    private static final int MOST = 300;

    /// What came of one call so far in the stretch that is open.
    private static final class Sum {

        private final Durations response = new Durations();
        private long completed;
        private long errors;
    }

    private final int rampUpSeconds;
    private final int width;
    private final Map<String, Sum> open = new LinkedHashMap<>();
    private final List<LoadStretch> closed = new ArrayList<>();
    private int begin;

    Stretches(RunOrder order) {
        this.rampUpSeconds = order.rampUpSeconds();
        this.begin = rampUpSeconds;
        this.width = Math.ceilDiv(order.durationSeconds() - rampUpSeconds, MOST);
    }

    void add(LoadSecond second) {
        if (second.second() < rampUpSeconds) {
            return;
        }
        if (second.second() >= begin + width) {
            close();
            begin = rampUpSeconds + (second.second() - rampUpSeconds) / width * width;
        }
        for (LoadSecond.Call call : second.calls()) {
            Sum sum = open.computeIfAbsent(call.call(), name -> new Sum());
            sum.response.add(Durations.decoded(call.response()));
            sum.completed += call.completed();
            sum.errors += call.errors();
        }
    }

    /// Those that are over since the last call.
    List<LoadStretch> take() {
        List<LoadStretch> taken = List.copyOf(closed);
        closed.clear();
        return taken;
    }

    /// The run is over: its last stretch, perhaps a short one, is too.
    void close() {
        open.forEach((call, sum) -> closed.add(new LoadStretch(
                begin,
                width,
                call,
                sum.completed,
                sum.errors,
                Base64.getEncoder().encodeToString(sum.response.encoded()))));
        open.clear();
    }
}
