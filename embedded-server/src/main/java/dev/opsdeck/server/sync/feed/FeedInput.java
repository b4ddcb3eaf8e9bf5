package dev.opsdeck.server.sync.feed;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/// The bytes of a feed, unpacked by what they are and not by what they are called, and counted as they arrive. Used by
/// the thread of one run, which closes it; [#progress] may be asked by any thread.
public final class FeedInput implements AutoCloseable {

    private static final int MOST_LAYERS = 2;
    private static final int BUFFER = 1 << 16;

    private final LimitedInput arriving;
    private final InputStream unpacked;
    private final long size;
    private @Nullable ZipInputStream zip;

    private FeedInput(InputStream bytes, long size, FeedLimits limits) throws IOException {
        this.size = size;
        this.arriving = new LimitedInput(bytes, limits.packedBytes(), "The feed");
        InputStream layer = new BufferedInputStream(arriving, BUFFER);
        for (int i = 0; i <= MOST_LAYERS; i++) {
            @Nullable InputStream inner = unpack(layer);
            if (inner == null) {
                break;
            }
            if (i == MOST_LAYERS) {
                throw new FeedFailure("The feed is packed more than twice: unpack it first.");
            }
            layer = new BufferedInputStream(inner, BUFFER);
        }
        this.unpacked = new LimitedInput(layer, limits.unpackedBytes(), "The unpacked feed");
    }

    /// Takes over the stream: it is closed with this, or at once if this throws.
    ///
    /// @param size the number of bytes that `bytes` gives, or -1 if it is not known
    public static FeedInput of(InputStream bytes, long size, FeedLimits limits) throws IOException {
        try {
            return new FeedInput(bytes, size, limits);
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    /// The bytes of the text. Closed by [#close].
    InputStream bytes() {
        return unpacked;
    }

    /// Share of the arriving bytes that were read, 0 to 1, or null when their number is not known.
    public @Nullable Double progress() {
        return size <= 0 ? null : Math.min(1.0, (double) arriving.count() / size);
    }

    /// Bytes that arrived.
    public long count() {
        return arriving.count();
    }

    /// To be called at the end of the text: a second file in an archive would be left out silently.
    void checkNothingFollows() throws IOException {
        if (zip != null) {
            ZipEntry next = zip.getNextEntry();
            while (next != null && next.isDirectory()) {
                next = zip.getNextEntry();
            }
            if (next != null) {
                throw new FeedFailure("The zip archive has more than one file: pack the feed alone.");
            }
        }
    }

    @Override
    public void close() throws IOException {
        unpacked.close();
    }

    /// The bytes inside, or null if these are packed no further.
    private @Nullable InputStream unpack(InputStream in) throws IOException {
        in.mark(4);
        byte[] magic = in.readNBytes(4);
        in.reset();
        if (magic.length >= 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b) {
            return new GZIPInputStream(in, BUFFER);
        }
        if (magic.length == 4 && magic[0] == 'P' && magic[1] == 'K' && magic[2] == 3 && magic[3] == 4) {
            ZipInputStream archive = new ZipInputStream(in);
            ZipEntry entry = archive.getNextEntry();
            while (entry != null && entry.isDirectory()) {
                entry = archive.getNextEntry();
            }
            if (entry == null) {
                throw new FeedFailure("The zip archive has no file in it.");
            }
            zip = archive;
            return archive;
        }
        return null;
    }
}
