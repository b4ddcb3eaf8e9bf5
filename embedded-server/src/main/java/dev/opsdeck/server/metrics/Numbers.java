package dev.opsdeck.server.metrics;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/// Numbers that are not negative, the small ones in few bytes: seven bits a byte, lowest first.
public final class Numbers {

    private Numbers() {}

    /// Appends a number.
    public static void write(ByteArrayOutputStream out, long number) {
        long left = number;
        while (left > 0x7f) {
            out.write((int) ((left & 0x7f) | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }

    /// The next number; the buffer is behind it afterwards.
    public static long read(ByteBuffer bytes) {
        long number = bytes.get();
        if (number >= 0) {
            return number;
        }
        number &= 0x7f;
        for (int shift = 7; ; shift += 7) {
            long part = bytes.get();
            number |= (part & 0x7f) << shift;
            if (part >= 0) {
                return number;
            }
        }
    }
}
