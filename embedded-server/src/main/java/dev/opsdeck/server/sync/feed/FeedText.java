package dev.opsdeck.server.sync.feed;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The text of a feed. The encoding is that of the byte-order mark; else, from the first byte on that is not
/// ASCII, UTF-8 if what follows is valid UTF-8, whatever the XML declaration says; else the declared one; else
/// windows-1252. So the whole feed need not be read to know. Refuses NUL characters and endless words. One
/// thread; closed with the input.
final class FeedText extends Reader {

    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_WORD = 1 << 21;
    private static final int DECLARATION = 256;
    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml[^>]{0,128}?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");
    private static final Charset FALLBACK = Charset.forName("windows-1252");

    private final InputStream in;
    private final Consumer<String> warnings;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    private final CharBuffer chars = CharBuffer.allocate(BUFFER).flip();
    private @Nullable CharsetDecoder decoder;
    private @Nullable Charset declared;
    private boolean ended;
    private int word;

    FeedText(InputStream in, Consumer<String> warnings) throws IOException {
        this.in = in;
        this.warnings = warnings;
        fill();
        start();
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!chars.hasRemaining()) {
            if (ended && !bytes.hasRemaining()) {
                return -1;
            }
            decode();
        }
        int count = Math.min(length, chars.remaining());
        chars.get(target, offset, count);
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /// Byte-order mark, then the XML declaration.
    private void start() throws FeedFailure {
        byte[] b = bytes.array();
        int n = bytes.limit();
        if (n >= 3 && b[0] == (byte) 0xef && b[1] == (byte) 0xbb && b[2] == (byte) 0xbf) {
            bytes.position(3);
            decoder = decoderOf(StandardCharsets.UTF_8);
        } else if (n >= 2 && b[0] == (byte) 0xfe && b[1] == (byte) 0xff) {
            bytes.position(2);
            decoder = decoderOf(StandardCharsets.UTF_16BE);
        } else if (n >= 2 && b[0] == (byte) 0xff && b[1] == (byte) 0xfe) {
            bytes.position(2);
            decoder = decoderOf(StandardCharsets.UTF_16LE);
        } else if (n >= 4 && b[0] == 0 && b[1] == '<' && b[2] == 0) {
            decoder = decoderOf(StandardCharsets.UTF_16BE);
        } else if (n >= 4 && b[0] == '<' && b[1] == 0 && b[3] == 0) {
            decoder = decoderOf(StandardCharsets.UTF_16LE);
        } else {
            declared = declaredIn(new String(b, 0, Math.min(n, DECLARATION), StandardCharsets.ISO_8859_1));
            if (declared != null && !containsAscii(declared)) {
                decoder = decoderOf(declared);
            }
        }
    }

    private static @Nullable Charset declaredIn(String head) throws FeedFailure {
        Matcher matcher = DECLARED.matcher(head);
        if (!matcher.find()) {
            return null;
        }
        try {
            Charset charset = Charset.forName(matcher.group(1));
            // Declared in bytes that are plain ASCII, so UTF-16 cannot be true.
            return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32") ? null : charset;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new FeedFailure(
                    "The feed declares the encoding '" + matcher.group(1) + "', which is not known: save it as UTF-8.",
                    e);
        }
    }

    private static boolean containsAscii(Charset charset) {
        return charset.contains(StandardCharsets.US_ASCII) && !charset.name().startsWith("ISO-2022");
    }

    private void decode() throws IOException {
        chars.clear();
        CharsetDecoder known = decoder;
        if (known == null) {
            ascii();
            chars.flip();
        } else {
            known.decode(bytes, chars, ended);
            if (ended && !bytes.hasRemaining()) {
                known.flush(chars);
            }
            chars.flip();
            if (!ended) {
                fill();
            }
        }
        check();
    }

    /// Passes ASCII on and decides at the first byte that is not.
    private void ascii() throws IOException {
        while (bytes.hasRemaining() && bytes.get(bytes.position()) >= 0) {
            chars.put((char) bytes.get());
        }
        if (!ended) {
            fill();
        }
        if (bytes.hasRemaining() && bytes.get(bytes.position()) < 0) {
            decoder = decoderOf(decide());
        }
    }

    private Charset decide() {
        boolean utf8 = validUtf8();
        Charset said = declared;
        if (utf8) {
            if (said != null && !said.equals(StandardCharsets.UTF_8) && !said.equals(StandardCharsets.US_ASCII)) {
                warnings.accept("The feed declares " + said.name() + " but is UTF-8: it was read as UTF-8.");
            }
            return StandardCharsets.UTF_8;
        }
        if (said != null && !said.equals(StandardCharsets.UTF_8) && !said.equals(StandardCharsets.US_ASCII)) {
            return said;
        }
        warnings.accept("The feed is not valid UTF-8: it was read as windows-1252.");
        return FALLBACK;
    }

    private boolean validUtf8() {
        CharsetDecoder strict = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        return !strict.decode(bytes.duplicate(), CharBuffer.allocate(bytes.remaining()), ended)
                .isError();
    }

    /// Moves what is left to the front and reads until the buffer is full or the feed ends.
    private void fill() throws IOException {
        bytes.compact();
        int read = in.readNBytes(bytes.array(), bytes.position(), bytes.remaining());
        ended = read < bytes.remaining();
        bytes.position(bytes.position() + read).flip();
    }

    private void check() throws FeedFailure {
        char[] array = chars.array();
        int run = word;
        for (int i = 0, end = chars.limit(); i < end; i++) {
            char c = array[i];
            if (c > ' ' && c != '<') {
                run++;
            } else if (c == 0) {
                throw new FeedFailure("The feed has NUL bytes: it is damaged, or no text file.");
            } else {
                if (run > LONGEST_WORD) {
                    break;
                }
                run = 0;
            }
        }
        word = run;
        if (run > LONGEST_WORD) {
            throw new FeedFailure(
                    "The feed has more than " + LONGEST_WORD + " characters without a space or line end.");
        }
    }

    private static CharsetDecoder decoderOf(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }
}
