package dev.opsdeck.server.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.WritableHeaders;
import io.helidon.http.encoding.ContentDecoder;
import io.helidon.http.encoding.ContentEncoder;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.encoding.ContentEncodingContextConfig;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// gzip for Helidon's encoding SPI: answers when the client asks for it, and request bodies that come compressed.
/// Bodies under [#LEAST_BYTES], event streams and files stay as they are. A compressed answer's entity tag ends
/// in `-gzip`, because a strong tag names bytes.
///
/// An encoder is made for every answer, as it must remember between writing and header whether it compressed.
final class GzipEncoding implements ContentEncodingContext {

    /// Smaller bodies do not become smaller: below it fits one TCP segment anyway.
    static final int LEAST_BYTES = 1024;

    /// Bytes of any kind, which are not compressed, so that whoever reads them sees how far they are.
    static final String OCTETS = "application/octet-stream";

    static final String TAG_SUFFIX = "-gzip";
    private static final String ID = "gzip";
    private static final Header GZIP = HeaderValues.createCached(HeaderNames.CONTENT_ENCODING, ID);
    static final Header VARY = HeaderValues.createCached(HeaderNames.VARY, "Accept-Encoding");

    private final ContentEncodingContextConfig config = ContentEncodingContextConfig.builder()
            .contentEncodingsDiscoverServices(false)
            .buildPrototype();

    /// Whether a request takes gzip; `gzip;q=0` refuses it.
    static boolean accepted(Headers request) {
        if (!request.contains(HeaderNames.ACCEPT_ENCODING)) {
            return false;
        }
        for (String choice : request.get(HeaderNames.ACCEPT_ENCODING).get().split(",", 16)) {
            String[] parts = choice.split(";", 2);
            String id = parts[0].strip();
            if (id.equalsIgnoreCase(ID) || id.equals("*")) {
                return parts.length == 1 || !parts[1].strip().matches("q=0(\\.0*)?");
            }
        }
        return false;
    }

    /// Compresses at once, for answers that are kept.
    static byte[] compress(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 3 + 64);
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// Sets the headers of a compressed answer.
    static void mark(WritableHeaders<?> headers) {
        headers.set(GZIP);
        if (!headers.contains(HeaderNames.VARY)) {
            headers.set(VARY);
        }
        if (headers.contains(HeaderNames.ETAG)) {
            String tag = headers.get(HeaderNames.ETAG).get();
            headers.set(HeaderNames.ETAG, tag.substring(0, tag.length() - 1) + TAG_SUFFIX + '"');
        }
    }

    @Override
    public ContentEncodingContextConfig prototype() {
        return config;
    }

    @Override
    public boolean contentEncodingEnabled() {
        return true;
    }

    @Override
    public boolean contentDecodingEnabled() {
        return true;
    }

    @Override
    public boolean contentEncodingSupported(String encodingId) {
        return encodingId.equalsIgnoreCase(ID);
    }

    @Override
    public boolean contentDecodingSupported(String encodingId) {
        return encodingId.equalsIgnoreCase(ID);
    }

    @Override
    public ContentEncoder encoder(String encodingId) {
        return encodingId.equalsIgnoreCase(ID) ? new Encoder() : ContentEncoder.NO_OP;
    }

    @Override
    public ContentEncoder encoder(Headers requestHeaders) {
        return accepted(requestHeaders) ? new Encoder() : ContentEncoder.NO_OP;
    }

    @Override
    public ContentDecoder decoder(String encodingId) {
        return network -> new Unzip(network);
    }

    /// One answer's encoder. Helidon asks a whole body's encoder to write first and then for its headers, and a
    /// stream's the other way round; so a body that is written before its headers may still stay uncompressed.
    private static final class Encoder implements ContentEncoder {

        private @Nullable Boolean compressed;

        @Override
        public OutputStream apply(OutputStream network) {
            try {
                if (compressed == null) {
                    return new Deciding(network);
                }
                return compressed ? new GZIPOutputStream(network, 4096, true) : network;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void headers(WritableHeaders<?> headers) {
            if (compressed == null) {
                String type = headers.contains(HeaderNames.CONTENT_TYPE)
                        ? headers.get(HeaderNames.CONTENT_TYPE).get()
                        : "";
                compressed = !type.startsWith("text/event-stream") && !type.equals(OCTETS);
            }
            if (compressed) {
                mark(headers);
                headers.remove(HeaderNames.CONTENT_LENGTH);
            }
        }

        /// Takes a whole body in one write and decides by its length.
        private final class Deciding extends FilterOutputStream {

            Deciding(OutputStream out) {
                super(out);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (compressed == null) {
                    compressed = length >= LEAST_BYTES;
                    if (compressed) {
                        out = new GZIPOutputStream(out);
                    }
                }
                out.write(bytes, offset, length);
            }

            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }
        }
    }

    /// Reads the gzip header at the first byte that is asked for, not when the request is routed: a client that sends
    /// rubbish gets the 400 of whoever reads the body.
    private static final class Unzip extends InputStream {

        private final InputStream network;
        private @Nullable GZIPInputStream plain;

        Unzip(InputStream network) {
            this.network = network;
        }

        private GZIPInputStream plain() throws IOException {
            GZIPInputStream opened = plain;
            if (opened == null) {
                opened = new GZIPInputStream(network, 4096);
                plain = opened;
            }
            return opened;
        }

        @Override
        public int read() throws IOException {
            return plain().read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return plain().read(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            network.close();
        }
    }
}
