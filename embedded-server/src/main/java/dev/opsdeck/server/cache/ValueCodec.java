package dev.opsdeck.server.cache;

import dev.opsdeck.server.http.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Cached values as bytes: format, kind, content, CRC-32C of all before. Whatever is not exactly that is no value, so a
/// changed format, a half-written or foreign value is read as none. Pure functions.
final class ValueCodec {

    private static final int FORMAT = 2;
    private static final int ANSWER = 1;
    private static final int NUMBER = 2;
    private static final int CHECK_BYTES = Integer.BYTES;

    private ValueCodec() {}

    /// @return null for a type that is kept in memory only
    static byte @Nullable [] encode(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            switch (value) {
                case Answer answer -> {
                    out.writeByte(ANSWER);
                    out.writeUTF(answer.etag());
                    out.writeLong(answer.maxAge().toNanos());
                    write(out, answer.json());
                }
                case Long number -> {
                    out.writeByte(NUMBER);
                    out.writeLong(number);
                }
                default -> {
                    return null;
                }
            }
            out.writeInt(check(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// @return null when these bytes are no value of this format
    static @Nullable Object decode(byte[] bytes) {
        if (bytes.length < 2 + CHECK_BYTES) {
            return null;
        }
        byte[] content = Arrays.copyOf(bytes, bytes.length - CHECK_BYTES);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readUnsignedByte() != FORMAT) {
                return null;
            }
            Object value = switch (in.readUnsignedByte()) {
                case ANSWER -> answer(in);
                case NUMBER -> (Object) in.readLong();
                default -> null;
            };
            return value != null && in.available() == CHECK_BYTES && in.readInt() == check(content) ? value : null;
        } catch (IOException e) {
            // Shorter than it says: said by the result.
            return null;
        }
    }

    private static @Nullable Answer answer(DataInputStream in) throws IOException {
        String etag = in.readUTF();
        Duration maxAge = Duration.ofNanos(in.readLong());
        byte[] json = read(in);
        return json == null ? null : new Answer(json, etag, maxAge);
    }

    private static void write(DataOutputStream out, byte[] part) throws IOException {
        out.writeInt(part.length);
        out.write(part);
    }

    private static byte @Nullable [] read(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 || length > in.available() ? null : in.readNBytes(length);
    }

    private static int check(byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(content);
        return (int) crc.getValue();
    }
}
