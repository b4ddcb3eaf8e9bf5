package dev.opsdeck.server.sync.feed;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/// Counts the bytes that pass and refuses to give more than a limit. One reading thread; the count is for everybody.
final class LimitedInput extends FilterInputStream {

    private final AtomicLong count = new AtomicLong();
    private final long limit;
    private final String what;

    LimitedInput(InputStream in, long limit, String what) {
        super(in);
        this.limit = limit;
        this.what = what;
    }

    long count() {
        return count.get();
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read >= 0) {
            passed(1);
        }
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        if (read > 0) {
            passed(read);
        }
        return read;
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = super.skip(n);
        passed(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void passed(long bytes) throws FeedFailure {
        if (count.addAndGet(bytes) > limit) {
            throw new FeedFailure(what + " is larger than " + (limit >> 20) + " MiB, the most that is read.");
        }
    }
}
