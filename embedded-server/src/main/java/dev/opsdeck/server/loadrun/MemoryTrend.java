package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadFindings.Memory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Whether memory stays flat. A heap rises until it is collected, so only its lowest values say what is held: the
/// time is cut into twelve, the first of them (the start) is left out, and the lowest values of the others are
/// compared. It grew when the last of them is more than a tenth and more than 16 MiB above the first, and most
/// steps between go up.
final class MemoryTrend {

    private static final int PARTS = 12;
    private static final double SHARE = 0.1;
    private static final long BYTES = 16L << 20;

    private final int seconds;
    private final double[] lowest = new double[PARTS];

    MemoryTrend(int seconds) {
        this.seconds = seconds;
        Arrays.fill(lowest, Double.POSITIVE_INFINITY);
    }

    void add(int second, double bytes) {
        if (second < seconds && bytes > 0) {
            int part = (int) ((long) second * PARTS / seconds);
            lowest[part] = Math.min(lowest[part], bytes);
        }
    }

    /// Null when the time was too short to tell.
    @Nullable
    Memory memory() {
        double[] floors = Arrays.stream(lowest).skip(1).filter(Double::isFinite).toArray();
        if (floors.length < PARTS / 2) {
            return null;
        }
        double first = floors[0];
        double last = floors[floors.length - 1];
        int up = 0;
        for (int i = 1; i < floors.length; i++) {
            up += floors[i] > floors[i - 1] ? 1 : 0;
        }
        boolean grew = last - first > Math.max(BYTES, first * SHARE) && up * 2 > floors.length - 1;
        return new Memory((long) first, (long) last, grew);
    }
}
