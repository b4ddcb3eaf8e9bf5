package dev.opsdeck.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What no client of HTTP/2 sends by accident, each as the bytes of a whole connection (RFC 9113).
final class GarbledFrames {

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int PRIORITY = 2;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PUSH_PROMISE = 5;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int WINDOW_UPDATE = 8;
    private static final int CONTINUATION = 9;

    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int PADDED = 8;

    private static final byte[] GREATEST = {0x7f, -1, -1, -1};

    /// `GET /products/top` and `POST /products` of localhost in HPACK without a table of its own.
    private static final byte[] GET = request(0x82, "/products/top");

    private static final byte[] POST = request(0x83, "/products");

    private GarbledFrames() {}

    /// By what is wrong.
    static Map<String, byte[]> all() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("a length that is none", bytes(frame(SETTINGS, 0, 0, new byte[4])));
        all.put("a frame longer than agreed", frame(DATA, 0, 1, new byte[1 << 20]));
        all.put("a frame that ends too early", new byte[] {0, 1, 0, HEADERS, END_HEADERS, 0, 0, 0, 1, 0});
        all.put("an unknown type", frame(0xee, 0xff, 7, new byte[5]));
        all.put("settings of a stream", frame(SETTINGS, 0, 1, new byte[0]));
        all.put("settings that are confirmed and changed", frame(SETTINGS, 1, 0, new byte[6]));
        all.put("a window of 2^31", frame(SETTINGS, 0, 0, new byte[] {0, 4, -128, 0, 0, 0}));
        all.put("frames of a byte", frame(SETTINGS, 0, 0, new byte[] {0, 5, 0, 0, 0, 1}));
        all.put("data of no stream", frame(DATA, 0, 0, new byte[8]));
        all.put("data of a stream that nobody opened", frame(DATA, 0, 5, new byte[8]));
        all.put("data behind the end", bytes(get(1), frame(DATA, END_STREAM, 1, new byte[8])));
        all.put("headers behind the end", bytes(get(1), get(1)));
        all.put("a stream of even number", get(2));
        all.put("a stream of a lower number", bytes(get(9), get(3)));
        all.put("a stream of the highest number", get(Integer.MAX_VALUE));
        all.put("headers of no stream", get(0));
        all.put("more padding than bytes", frame(HEADERS, PADDED | END_HEADERS, 1, new byte[] {-1, 0}));
        all.put("headers that are no HPACK", frame(HEADERS, END_HEADERS | END_STREAM, 1, noise(200)));
        all.put("a number without end", frame(HEADERS, END_HEADERS | END_STREAM, 1, filled(100, 0xff)));
        all.put("headers without a path", frame(HEADERS, END_HEADERS | END_STREAM, 1, new byte[] {(byte) 0x82}));
        all.put("a header in upper case", headers(1, bytes(GET, text(0x00, "ABC"), text("x"))));
        all.put("a header with a line end", headers(1, bytes(GET, text(0x00, "a"), text("b\r\nc: d"))));
        all.put("a path that is none", headers(1, request(0x82, "\0 http://\u00ff")));
        all.put("a continuation of nothing", frame(CONTINUATION, END_HEADERS, 1, GET));
        all.put("another frame between headers", bytes(frame(HEADERS, 0, 1, GET), frame(PING, 0, 0, new byte[8])));
        all.put("a step of nothing", bytes(get(1), frame(WINDOW_UPDATE, 0, 1, new byte[4])));
        all.put("a window that overflows", bytes(window(0), window(0)));
        all.put("a stream's window that overflows", bytes(get(1), window(1), window(1)));
        all.put("an end of a stream that nobody opened", frame(RST_STREAM, 0, 7, new byte[4]));
        all.put("an end that is too short", bytes(get(1), frame(RST_STREAM, 0, 1, new byte[3])));
        all.put("a ping that is too short", frame(PING, 0, 0, new byte[7]));
        all.put("a promise of a client", frame(PUSH_PROMISE, END_HEADERS, 1, bytes(new byte[] {0, 0, 0, 2}, GET)));
        all.put("a stream that depends on itself", frame(PRIORITY, 0, 1, new byte[] {0, 0, 0, 1, 9}));
        all.put("a good-bye that is too short", frame(GOAWAY, 0, 0, new byte[3]));
        all.put("a body of another length", bytes(headers(1, bytes(POST, text(0x0f, 13), text("7"))), data(1, 3)));
        return all;
    }

    /// What costs the server much and the client little, by name.
    static Map<String, byte[]> floods() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        byte[] large = bytes(text(0x40, "x-flood"), text("y".repeat(4_000)));
        all.put(
                "headers without end",
                bytes(frame(HEADERS, 0, 1, GET), repeated(200, frame(CONTINUATION, 0, 1, large))));
        // Once into the table, and then again and again by its number.
        all.put("headers that unfold", headers(1, bytes(GET, large, filled(4_000, 0xbe))));
        all.put("opened and ended at once", streams(2_000, n -> bytes(get(n), frame(RST_STREAM, 0, n, new byte[4]))));
        all.put("more streams than agreed", streams(500, n -> frame(HEADERS, END_HEADERS, n, POST)));
        all.put("pings", repeated(5_000, frame(PING, 0, 0, new byte[8])));
        all.put("settings", repeated(5_000, frame(SETTINGS, 0, 0, new byte[0])));
        all.put("empty data", bytes(frame(HEADERS, END_HEADERS, 1, POST), repeated(5_000, data(1, 0))));
        all.put("steps of a byte", bytes(get(1), repeated(5_000, frame(WINDOW_UPDATE, 0, 0, new byte[] {0, 0, 0, 1}))));
        // A window that is shut: the answers cannot be sent.
        all.put(
                "answers that nobody takes",
                bytes(frame(SETTINGS, 0, 0, new byte[] {0, 4, 0, 0, 0, 0}), streams(90, GarbledFrames::get)));
        return all;
    }

    /// Good frames in which bytes are changed, the same ones for the same seed.
    static List<byte[]> random(int many, long seed) {
        Random random = new Random(seed);
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            byte[] good = bytes(
                    get(1),
                    frame(HEADERS, END_HEADERS, 3, POST),
                    data(3, 20),
                    frame(PING, 0, 0, new byte[8]),
                    frame(WINDOW_UPDATE, 0, 3, new byte[] {0, 0, 1, 0}),
                    get(5));
            for (int wrongs = 1 + random.nextInt(3); wrongs > 0; wrongs--) {
                good[random.nextInt(good.length)] = (byte) random.nextInt(256);
            }
            all.add(good);
        }
        return all;
    }

    /// With the preface and settings that every connection begins with.
    static byte[] connection(byte[] frames) {
        return bytes(
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                frame(SETTINGS, 0, 0, new byte[0]),
                frames);
    }

    /// A whole request, whose stream ends with it.
    static byte[] get(int stream) {
        return headers(stream, GET);
    }

    private static byte[] headers(int stream, byte[] block) {
        return frame(HEADERS, END_HEADERS | END_STREAM, stream, block);
    }

    private static byte[] data(int stream, int length) {
        return frame(DATA, 0, stream, new byte[length]);
    }

    private static byte[] window(int stream) {
        return frame(WINDOW_UPDATE, 0, stream, GREATEST);
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        int n = payload.length;
        return bytes(
                new byte[] {(byte) (n >> 16), (byte) (n >> 8), (byte) n, (byte) type, (byte) flags},
                new byte[] {(byte) (stream >> 24), (byte) (stream >> 16), (byte) (stream >> 8), (byte) stream},
                payload);
    }

    /// Method and scheme by their numbers in the static table, path and authority as they are.
    private static byte[] request(int method, String path) {
        return bytes(new byte[] {(byte) method, (byte) 0x86}, text(0x04, path), text(0x01, "localhost"));
    }

    /// How a field is kept and the number of its name, and then a text.
    private static byte[] text(int kind, String text) {
        return bytes(new byte[] {(byte) kind}, text(text));
    }

    private static byte[] text(int kind, int name) {
        return new byte[] {(byte) kind, (byte) name};
    }

    /// Its length in seven bits, or in seven and fourteen more, and its bytes.
    private static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int rest = bytes.length - 127;
        return rest < 0
                ? bytes(new byte[] {(byte) bytes.length}, bytes)
                : bytes(new byte[] {127, (byte) ((rest & 127) | 128), (byte) (rest >> 7)}, bytes);
    }

    @FunctionalInterface
    private interface OfStream {
        byte[] frames(int stream);
    }

    private static byte[] streams(int many, OfStream each) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < many; i++) {
            all.writeBytes(each.frames(2 * i + 1));
        }
        return all.toByteArray();
    }

    private static byte[] repeated(int times, byte[] frame) {
        return streams(times, stream -> frame);
    }

    private static byte[] filled(int length, int with) {
        byte[] all = new byte[length];
        java.util.Arrays.fill(all, (byte) with);
        return all;
    }

    private static byte[] noise(int length) {
        byte[] all = new byte[length];
        new Random(1).nextBytes(all);
        return all;
    }

    private static byte[] bytes(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
