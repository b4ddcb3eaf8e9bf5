package dev.opsdeck.server.history;

import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.server.metrics.Durations;
import dev.opsdeck.server.metrics.Numbers;
import dev.opsdeck.server.metrics.PackedDurations;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The seconds of a minute in few bytes, oldest first: what was counted, the gauges, the durations. The extremes of
/// what is no gauge are not in it.
///
/// @param at        the minute's end
/// @param figures   all but the durations
/// @param durations null when nobody asked for them
@SuppressWarnings("ArrayRecordComponent") // never compared
record PackedMinute(Instant at, byte[] figures, byte @Nullable [] durations) {

    /// In the order in which they are written: not to be changed.
    private static final List<Metric> GAUGES = List.of(
            Metric.REQUESTS_ACTIVE,
            Metric.USERS_ACTIVE,
            Metric.DB_ACTIVE,
            Metric.MEMORY_USED,
            Metric.CPU_SHARE,
            Metric.HEALTH_FAILING);

    /// What its seconds must be read with: of percentiles one, for the durations.
    static final Set<Metric> NEEDED = needed();

    /// @param seconds of the minute, oldest first
    static PackedMinute of(Instant at, List<Stretch> seconds) {
        ByteArrayOutputStream figures = new ByteArrayOutputStream(4096);
        ByteArrayOutputStream durations = new ByteArrayOutputStream(8192);
        for (Stretch second : seconds) {
            write(figures, at, second);
            PackedDurations.write(second.durations(), durations);
        }
        return new PackedMinute(at, figures.toByteArray(), durations.toByteArray());
    }

    private static Set<Metric> needed() {
        Set<Metric> needed = EnumSet.copyOf(GAUGES);
        needed.add(Metric.P95);
        return needed;
    }

    Instant begin() {
        return at.minusSeconds(Tier.MINUTE.seconds());
    }

    /// Hands over every second, oldest first, with those of these gauges that it has.
    void each(Set<Metric> metrics, Consumer<Stretch> taker) {
        Set<Metric> gauges = EnumSet.copyOf(GAUGES);
        gauges.retainAll(metrics);
        ByteBuffer figures = ByteBuffer.wrap(this.figures);
        ByteBuffer packed = durations == null ? null : ByteBuffer.wrap(durations);
        while (figures.hasRemaining()) {
            taker.accept(read(figures, gauges, packed == null ? Durations.NONE : PackedDurations.read(packed)));
        }
    }

    private static void write(ByteArrayOutputStream out, Instant at, Stretch second) {
        Numbers.write(out, at.toEpochMilli() - second.at().toEpochMilli());
        Numbers.write(out, second.samples());
        write(out, second.seconds());
        Numbers.write(out, second.requests());
        Numbers.write(out, second.errors());
        Numbers.write(out, second.loadRequests());
        Numbers.write(out, second.cacheHits());
        Numbers.write(out, second.cacheMisses());
        Long queries = second.queries();
        Numbers.write(out, queries == null ? 0 : queries + 1);
        int present = 0;
        for (int i = 0; i < GAUGES.size(); i++) {
            present |= second.extents().containsKey(GAUGES.get(i)) ? 1 << i : 0;
        }
        out.write(present);
        for (Metric gauge : GAUGES) {
            Extent extent = second.extents().get(gauge);
            if (extent != null) {
                write(out, extent.sum());
            }
        }
    }

    private Stretch read(ByteBuffer bytes, Set<Metric> wanted, Durations durations) {
        Instant end = at.minusMillis(Numbers.read(bytes));
        int samples = (int) Numbers.read(bytes);
        double seconds = bytes.getDouble();
        long requests = Numbers.read(bytes);
        long errors = Numbers.read(bytes);
        long loadRequests = Numbers.read(bytes);
        long hits = Numbers.read(bytes);
        long misses = Numbers.read(bytes);
        long queries = Numbers.read(bytes);
        return new Stretch(
                end,
                samples,
                seconds,
                requests,
                errors,
                loadRequests,
                hits,
                misses,
                queries == 0 ? null : (Long) (queries - 1),
                durations,
                gauges(bytes, wanted));
    }

    private static Map<Metric, Extent> gauges(ByteBuffer bytes, Set<Metric> wanted) {
        int present = bytes.get();
        Map<Metric, Extent> gauges = wanted.isEmpty() ? Map.of() : new EnumMap<>(Metric.class);
        for (int i = 0; i < GAUGES.size(); i++) {
            if ((present & (1 << i)) != 0) {
                double value = bytes.getDouble();
                if (wanted.contains(GAUGES.get(i))) {
                    gauges.put(GAUGES.get(i), Extent.of(value));
                }
            }
        }
        return gauges;
    }

    private static void write(ByteArrayOutputStream out, double value) {
        long bits = Double.doubleToRawLongBits(value);
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.write((int) (bits >>> shift));
        }
    }
}
