package dev.opsdeck.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.ZipException;

/// Reads request bodies, bounded: what is larger is refused without being read to its end. Thread-safe.
public final class Bodies {

    /// Most bytes of an ordinary JSON body.
    public static final int MAX_JSON_BYTES = 1 << 20;

    /// How much of a body that is too large is still read and thrown away: who is only a little over the limit is then
    /// done with sending and reads the answer, instead of finding the connection cut.
    private static final long GRACE_BYTES = 16 << 20;

    private final Json json;

    public Bodies(Json json) {
        this.json = json;
    }

    /// A JSON body of at most 1 MiB.
    public <T> T read(ServerRequest req, Class<T> type) {
        byte[] bytes = bytes(req, MAX_JSON_BYTES);
        if (bytes.length == 0) {
            throw ApiException.badRequest(null, "The request has no body: send a JSON object.");
        }
        return json.read(bytes, type);
    }

    /// A JSON body, or `absent` when there is none.
    public <T> T readOr(ServerRequest req, Class<T> type, T absent) {
        byte[] bytes = bytes(req, MAX_JSON_BYTES);
        return bytes.length == 0 ? absent : json.read(bytes, type);
    }

    /// The whole body, after decompression at most `maxBytes` long.
    public byte[] bytes(ServerRequest req, int maxBytes) {
        try (InputStream in = stream(req, maxBytes)) {
            return in.readAllBytes();
        } catch (ZipException | EOFException e) {
            throw ApiException.badRequest(null, "The body is not the gzip that its header promises.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The body as a stream that refuses with 413 as soon as more than `maxBytes` were read from it.
    public InputStream stream(ServerRequest req, long maxBytes) {
        long announced = req.headers().contentLength().orElse(0);
        if (announced > maxBytes) {
            if (announced - maxBytes <= GRACE_BYTES) {
                discard(req.content().inputStream(), announced);
            }
            throw tooLarge(maxBytes);
        }
        if (!req.content().hasEntity()) {
            return InputStream.nullInputStream();
        }
        if (req.headers().contains(HeaderNames.CONTENT_ENCODING)
                && !req.headers().get(HeaderNames.CONTENT_ENCODING).get().equalsIgnoreCase("gzip")) {
            throw ApiException.badRequest(null, "Only gzip is understood as Content-Encoding.");
        }
        return new Bounded(req.content().inputStream(), maxBytes);
    }

    private static void discard(InputStream in, long bytes) {
        try {
            in.skip(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ApiException tooLarge(long maxBytes) {
        return ApiException.tooLarge("The body is larger than " + maxBytes / 1024 + " KiB: send it in smaller parts.");
    }

    private static final class Bounded extends InputStream {

        private final InputStream in;
        private final long maxBytes;
        private long read;

        Bounded(InputStream in, long maxBytes) {
            this.in = in;
            this.maxBytes = maxBytes;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            return b < 0 ? b : count(1, b);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = in.read(bytes, offset, length);
            return n < 0 ? n : count(n, n);
        }

        private int count(int n, int result) throws IOException {
            read += n;
            if (read > maxBytes) {
                in.skip(GRACE_BYTES);
                throw tooLarge(maxBytes);
            }
            return result;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
