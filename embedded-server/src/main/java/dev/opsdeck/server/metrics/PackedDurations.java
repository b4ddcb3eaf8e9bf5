package dev.opsdeck.server.metrics;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/// Durations one after the other in few bytes, which are read without inflating anything: how many buckets, two bytes
/// for each, and the counts of those that hold more than one. A bucket is doubled, and one more when its count follows.
public final class PackedDurations {

    private PackedDurations() {}

    /// Appends them.
    public static void write(Durations durations, ByteArrayOutputStream out) {
        Numbers.write(out, durations.size());
        for (int i = 0; i < durations.size(); i++) {
            int mark = (durations.bucket(i) << 1) | (durations.count(i) > 1 ? 1 : 0);
            out.write(mark >>> Byte.SIZE);
            out.write(mark);
        }
        for (int i = 0; i < durations.size(); i++) {
            if (durations.count(i) > 1) {
                Numbers.write(out, durations.count(i));
            }
        }
    }

    /// The next ones; the buffer is behind them afterwards.
    public static Durations read(ByteBuffer bytes) {
        int size = (int) Numbers.read(bytes);
        if (size == 0) {
            return Durations.NONE;
        }
        int[] buckets = new int[size];
        long[] counts = new long[size];
        int at = bytes.position();
        bytes.position(at + size * Short.BYTES);
        for (int i = 0; i < size; i++) {
            int mark = bytes.getShort(at + i * Short.BYTES) & 0xffff;
            buckets[i] = mark >>> 1;
            counts[i] = (mark & 1) == 0 ? 1 : Numbers.read(bytes);
        }
        return Durations.counted(buckets, counts);
    }
}
