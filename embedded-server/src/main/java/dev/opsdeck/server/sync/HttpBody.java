package dev.opsdeck.server.sync;

import dev.opsdeck.server.sync.feed.FeedFailure;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/// The body of an HTTP/1.1 answer, by its framing: chunks, a length, or up to the end of the connection. Closing it
/// closes the connection, from whichever thread.
final class HttpBody extends InputStream {

    private static final int LONGEST_LINE = 8_192;

    private final Socket socket;
    private final InputStream in;
    private final boolean chunked;
    private long left;
    private boolean ended;

    /// @param length bytes that follow, or -1 for all until the connection ends; of no meaning when chunked
    HttpBody(Socket socket, InputStream in, boolean chunked, long length) {
        this.socket = socket;
        this.in = in;
        this.chunked = chunked;
        this.left = chunked ? 0 : length;
    }

    /// A line up to CR LF or LF, without it.
    static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection ended in the middle of the answer");
            }
            if (line.length() >= LONGEST_LINE) {
                throw new FeedFailure("The server of the feed answers with an endless header line.");
            }
            line.append((char) b);
        }
        int end = line.length();
        return line.substring(0, end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (chunked && left == 0 && !nextChunk()) {
            return -1;
        }
        if (left == 0) {
            return -1;
        }
        int n = in.read(bytes, offset, left < 0 ? length : (int) Math.min(length, left));
        if (n < 0 && left > 0) {
            throw new EOFException("the connection ended before the feed did");
        }
        if (n > 0 && left > 0) {
            left -= n;
            if (chunked && left == 0) {
                line(in);
            }
        }
        return n;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private boolean nextChunk() throws IOException {
        if (ended) {
            return false;
        }
        String size = line(in);
        int end = size.indexOf(';');
        String digits = (end < 0 ? size : size.substring(0, end)).strip();
        if (!digits.matches("[0-9a-fA-F]{1,15}")) {
            throw new FeedFailure("The server of the feed sends broken chunks.");
        }
        left = Long.parseLong(digits, 16);
        // A trailer is of no interest, and the connection is not used again.
        ended = left == 0;
        return !ended;
    }
}
