package dev.opsdeck.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.webserver.http.ServerRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.zip.ZipException;

/// Reads request bodies, bounded: what is larger is refused without being read to its end. Thread-safe.
public final class Bodies {

    /// Most bytes of an ordinary JSON body.
    public static final int MAX_JSON_BYTES = 1 << 20;

    /// How much of a body that is too large is still read and thrown away: who is only a little over the limit is then
    /// done with sending and reads the answer, instead of finding the connection cut.
    static final long GRACE_BYTES = 16 << 20;

    /// Who is slower than this over more than half a minute is hung up on.
    private static final long LEAST_BYTES_PER_SECOND = 1024;

    private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();

    private final Json json;
    private final LongSupplier nanos;

    public Bodies(Json json) {
        this(json, System::nanoTime);
    }

    /// @param nanos what the time of reading is measured with
    Bodies(Json json, LongSupplier nanos) {
        this.json = json;
        this.nanos = nanos;
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
        return new Bounded(req.content().inputStream(), maxBytes, nanos);
    }

    private static void discard(InputStream in, long bytes) {
        try {
            in.skip(bytes);
        } catch (IOException | RuntimeException gone) {
            // It is refused anyway.
        }
    }

    private static ApiException tooLarge(long maxBytes) {
        return ApiException.tooLarge("The body is larger than " + maxBytes / 1024 + " KiB: send it in smaller parts.");
    }

    private static final class Bounded extends InputStream {

        private final InputStream in;
        private final long maxBytes;
        private final LongSupplier nanos;
        private final long begin;
        private long read;
        private boolean refused;

        Bounded(InputStream in, long maxBytes, LongSupplier nanos) {
            this.in = in;
            this.maxBytes = maxBytes;
            this.nanos = nanos;
            this.begin = nanos.getAsLong();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = pull(bytes, offset, length);
            if (n < 0) {
                return n;
            }
            read += n;
            if (read > maxBytes) {
                refused = true;
                discard(in, GRACE_BYTES);
                throw tooLarge(maxBytes);
            }
            long elapsed = nanos.getAsLong() - begin;
            if (elapsed > PATIENCE_NANOS && read < elapsed / 1_000_000_000 * LEAST_BYTES_PER_SECOND) {
                refused = true;
                throw ApiException.tooSlow();
            }
            return n;
        }

        /// Helidon throws many kinds of exception when a client goes away or breaks the framing of its body.
        private int pull(byte[] bytes, int offset, int length) throws IOException {
            try {
                return in.read(bytes, offset, length);
            } catch (ApiException | HttpException refused) {
                throw refused;
            } catch (UncheckedIOException e) {
                throw e.getCause() instanceof SocketTimeoutException ? ApiException.tooSlow() : broken();
            } catch (RuntimeException e) {
                throw broken();
            }
        }

        private static ApiException broken() {
            return ApiException.badRequest(null, "The body ended too early or is not framed as HTTP asks for.");
        }

        /// Whoever gave up in the middle of the body is about to answer: the client is let finish its sending first, or
        /// it would find the connection cut instead of the answer.
        @Override
        public void close() throws IOException {
            if (!refused) {
                readRest();
            }
            in.close();
        }

        private void readRest() {
            byte[] rest = new byte[8192];
            try {
                for (int n = 0; n >= 0; n = read(rest, 0, rest.length)) {
                    // thrown away; no more than the limit of the body
                }
            } catch (IOException | RuntimeException gone) {
                // It gets its answer if it can still read one.
            }
        }
    }
}
