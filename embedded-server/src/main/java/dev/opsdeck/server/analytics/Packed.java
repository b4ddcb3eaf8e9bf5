package dev.opsdeck.server.analytics;

import java.io.ByteArrayOutputStream;

/// Numbers from 0 on, of 7 bits a byte, lowest first, the eighth saying that more follow (LEB128). Stands at a place of
/// bytes; used by one thread.
final class Packed {

    private final byte[] bytes;
    private int at;

    Packed(byte[] bytes) {
        this.bytes = bytes;
    }

    static void number(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    boolean ended() {
        return at == bytes.length;
    }

    long number() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = bytes[at++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    /// The place of the next `length` bytes, which are passed.
    int pass(int length) {
        int place = at;
        at += length;
        return place;
    }
}
