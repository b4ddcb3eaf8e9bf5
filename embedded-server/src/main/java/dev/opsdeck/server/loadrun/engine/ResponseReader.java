package dev.opsdeck.server.loadrun.engine;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Reads HTTP/1.1 responses from one connection and throws their bodies away (RFC 9112, 4 to 7). One thread.
final class ResponseReader {

    private static final int NO_LENGTH = -1;

    private final InputStream in;
    private final byte[] buffer = new byte[16 * 1024];
    private int position;
    private int limit;
    private boolean begun;
    private boolean reusable;

    private long length;
    private boolean chunked;
    private @Nullable BodySearch search;

    ResponseReader(InputStream in) {
        this.in = in;
    }

    /// Reads one response to its last byte and returns its status.
    ///
    /// @param wanted is fed the body; null when nobody wants to know it
    int read(boolean bodiless, @Nullable BodySearch wanted) throws IOException {
        search = wanted;
        int status = head();
        while (status >= 100 && status < 200 && status != 101) {
            status = head();
        }
        if (bodiless || status == 204 || status == 304) {
            return status;
        }
        if (chunked) {
            skipChunks();
        } else if (length != NO_LENGTH) {
            skip(length);
        } else {
            reusable = false;
            skipToEnd();
        }
        return status;
    }

    /// To be called before a request is sent.
    void expectNext() {
        begun = position < limit;
    }

    /// Whether anything has come since [#expectNext()].
    boolean begun() {
        return begun;
    }

    /// Whether the connection can carry another request after the latest response.
    boolean reusable() {
        return reusable;
    }

    private int head() throws IOException {
        length = NO_LENGTH;
        chunked = false;
        int from = line();
        if (position - from < 12 || !startsWith(from, "http/1.") || buffer[from + 8] != ' ') {
            throw new IOException("The answer is not HTTP/1.1.");
        }
        reusable = buffer[from + 7] != '0';
        int status = (int) number(from + 9, from + 12, 10);
        from = line();
        while (!emptyLine(from)) {
            header(from, position);
            from = line();
        }
        return status;
    }

    private void header(int from, int to) throws IOException {
        switch (buffer[from] | 0x20) {
            case 'c' -> {
                if (startsWith(from, "content-length:")) {
                    length = number(from + 15, to, 10);
                } else if (startsWith(from, "connection:")) {
                    reusable = !contains(from + 11, to, "close") && (reusable || contains(from, to, "keep-alive"));
                }
            }
            case 't' -> {
                if (startsWith(from, "transfer-encoding:")) {
                    chunked = contains(from + 18, to, "chunked");
                }
            }
            default -> {
                // No other header changes where the response ends.
            }
        }
    }

    private void skipChunks() throws IOException {
        int from = line();
        long size = number(from, position, 16);
        while (size > 0) {
            skip(size);
            if (!emptyLine(line())) {
                throw new IOException("A chunk of the answer does not end where it says.");
            }
            from = line();
            size = number(from, position, 16);
        }
        from = line();
        while (!emptyLine(from)) {
            from = line();
        }
    }

    private void skip(long count) throws IOException {
        long left = count;
        while (left > 0) {
            if (position == limit) {
                fill();
            }
            int step = (int) Math.min(left, limit - position);
            feed(position, step);
            position += step;
            left -= step;
        }
    }

    private void skipToEnd() throws IOException {
        feed(position, limit - position);
        position = 0;
        limit = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            feed(0, count);
        }
    }

    private void feed(int from, int count) {
        BodySearch wanted = search;
        if (wanted != null) {
            wanted.feed(buffer, from, count);
        }
    }

    /// Moves on by one line and returns where it begins; it ends at `position`, with its line feed.
    private int line() throws IOException {
        int from = position;
        int seen = position;
        while (true) {
            while (seen < limit) {
                if (buffer[seen++] == '\n') {
                    position = seen;
                    return from;
                }
            }
            if (from > 0) {
                System.arraycopy(buffer, from, buffer, 0, limit - from);
                limit -= from;
                seen -= from;
                position = 0;
                from = 0;
            }
            if (limit == buffer.length) {
                throw new IOException("The answer has a header line that is too long.");
            }
            more();
        }
    }

    private boolean emptyLine(int from) {
        return buffer[from] == '\n' || (buffer[from] == '\r' && buffer[from + 1] == '\n');
    }

    private void fill() throws IOException {
        position = 0;
        limit = 0;
        more();
    }

    private void more() throws IOException {
        int count = in.read(buffer, limit, buffer.length - limit);
        if (count < 0) {
            throw new EOFException("The connection was closed before the answer was complete.");
        }
        begun = true;
        limit += count;
    }

    private boolean startsWith(int from, String lowerCase) {
        int size = lowerCase.length();
        if (limit - from < size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (lower(buffer[from + i]) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean contains(int from, int to, String lowerCase) {
        for (int i = from; i <= to - lowerCase.length(); i++) {
            if (startsWith(i, lowerCase)) {
                return true;
            }
        }
        return false;
    }

    private static int lower(byte character) {
        return character >= 'A' && character <= 'Z' ? character + 32 : character;
    }

    /// A number of that radix with blanks before it; what follows it is left alone.
    private long number(int from, int to, int radix) throws IOException {
        int at = from;
        while (at < to && buffer[at] == ' ') {
            at++;
        }
        long value = 0;
        int first = at;
        for (; at < to && Character.digit(buffer[at], radix) >= 0; at++) {
            value = value * radix + Character.digit(buffer[at], radix);
            if (value > Long.MAX_VALUE / 32) {
                throw new IOException("The answer gives a length that cannot be.");
            }
        }
        if (at == first) {
            throw new IOException("The answer has no number where HTTP wants one.");
        }
        return value;
    }
}
