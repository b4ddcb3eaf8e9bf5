package dev.opsdeck.server.metrics;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Reads many stored durations, one after the other. HdrHistogram's own decoding makes and walks a whole
/// histogram for each; this takes only the counts that are there, which is some fifty times as fast. For one
/// thread, which closes it.
public final class DurationsReader implements AutoCloseable {

    /// HdrHistogram's encoding V2, compressed and not, of counts with varying lengths.
    private static final int COMPRESSED = 0x1c849304 | 0x10;

    private static final int PLAIN = 0x1c849303 | 0x10;

    private final Inflater inflater = new Inflater();
    private byte[] plain = new byte[4096];
    private int[] buckets = new int[256];
    private long[] counts = new long[256];

    /// What [Durations#encoded] wrote.
    public Durations read(byte[] encoded) {
        try {
            Durations quick = quick(encoded);
            return quick == null ? Durations.decoded(encoded) : quick;
        } catch (DataFormatException | BufferUnderflowException | IndexOutOfBoundsException broken) {
            throw new IllegalArgumentException("these bytes are no encoded histogram", broken);
        }
    }

    /// Null for a histogram that is encoded or divided in another way.
    @Nullable
    Durations quick(byte[] encoded) throws DataFormatException {
        ByteBuffer head = ByteBuffer.wrap(encoded);
        if (head.getInt() != COMPRESSED) {
            return null;
        }
        ByteBuffer bytes = inflated(encoded, head.getInt());
        boolean usual = bytes.getInt() == PLAIN;
        int payload = bytes.getInt();
        usual &= bytes.getInt() == 0; // nothing shifted
        usual &= bytes.getInt() == Durations.DIGITS;
        usual &= bytes.getLong() == 1; // the lowest value
        bytes.getLong(); // the highest
        bytes.getLong(); // the ratio of doubles
        if (!usual || payload > bytes.remaining()) {
            return null;
        }
        bytes.limit(bytes.position() + payload);
        int size = 0;
        for (int bucket = 0; bytes.hasRemaining(); ) {
            long number = number(bytes);
            if (number < 0) {
                bucket = Math.toIntExact(bucket - number); // so many empty ones
                continue;
            }
            if (number > 0) {
                if (size == buckets.length) {
                    buckets = Arrays.copyOf(buckets, size * 2);
                    counts = Arrays.copyOf(counts, size * 2);
                }
                buckets[size] = bucket;
                counts[size++] = number;
            }
            bucket++;
        }
        return Durations.counted(Arrays.copyOf(buckets, size), Arrays.copyOf(counts, size));
    }

    private ByteBuffer inflated(byte[] encoded, int length) throws DataFormatException {
        inflater.reset();
        inflater.setInput(encoded, 8, length);
        int size = 0;
        while (!inflater.finished()) {
            if (size == plain.length) {
                plain = Arrays.copyOf(plain, size * 2);
            }
            int more = inflater.inflate(plain, size, plain.length - size);
            if (more == 0 && !inflater.finished()) {
                throw new DataFormatException("cut off");
            }
            size += more;
        }
        return ByteBuffer.wrap(plain, 0, size);
    }

    /// Seven bits a byte, lowest first, the ninth with eight; the lowest bit is the sign.
    private static long number(ByteBuffer bytes) {
        long zigzag = 0;
        for (int shift = 0; shift <= 56; shift += 7) {
            long part = bytes.get() & 0xff;
            if (shift == 56 || part < 0x80) {
                zigzag |= part << shift;
                break;
            }
            zigzag |= (part & 0x7f) << shift;
        }
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }

    @Override
    public void close() {
        inflater.end();
    }
}
