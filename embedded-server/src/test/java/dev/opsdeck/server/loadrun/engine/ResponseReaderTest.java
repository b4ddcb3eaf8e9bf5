package dev.opsdeck.server.loadrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ResponseReaderTest {

    @Test
    void readsOneResponseAfterTheOtherHoweverTheBytesArrive() throws IOException {
        String two = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
                + "HTTP/1.1 503 Service Unavailable\r\ntransfer-encoding: Chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nT: 1\r\n\r\n"
                + "HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\n\r\n"
                + "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";
        ResponseReader reader = new ResponseReader(trickling(two));

        assertThat(reader.read(false, null)).isEqualTo(200);
        assertThat(reader.read(false, null)).isEqualTo(503);
        assertThat(reader.reusable()).isTrue();
        assertThat(reader.read(false, null)).isEqualTo(304);
        assertThat(reader.read(false, null)).isEqualTo(204);
        assertThat(reader.reusable()).isFalse();
    }

    @Test
    void aBodyWithoutALengthEndsWithTheConnection() throws IOException {
        ResponseReader reader = new ResponseReader(trickling("HTTP/1.1 200 OK\r\n\r\nall the rest"));

        assertThat(reader.read(false, null)).isEqualTo(200);
        assertThat(reader.reusable()).isFalse();
    }

    @Test
    void aHeadAnswerHasNoBody() throws IOException {
        ResponseReader reader = new ResponseReader(trickling(
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"));

        assertThat(reader.read(true, null)).isEqualTo(200);
        assertThat(reader.read(false, null)).isEqualTo(404);
    }

    @Test
    void anAnswerThatBreaksOffIsAFailure() {
        assertThatThrownBy(() -> new ResponseReader(trickling("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel"))
                        .read(false, null))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void whatIsNotHttpIsAFailureAndNotAnEndlessLoop() {
        assertThatThrownBy(() -> new ResponseReader(trickling("SSH-2.0-OpenSSH_9.2\r\n\r\n")).read(false, null))
                .hasMessageContaining("not HTTP");
        assertThatThrownBy(() ->
                        new ResponseReader(trickling("HTTP/1.1 200 OK\r\nX: " + "y".repeat(20_000))).read(false, null))
                .hasMessageContaining("too long");
        assertThatThrownBy(() -> new ResponseReader(trickling("HTTP/1.1 200 OK\r\nContent-Length: no\r\n\r\n"))
                        .read(false, null))
                .hasMessageContaining("no number");
    }

    /// One byte at a time.
    private static InputStream trickling(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(1, length));
            }
        };
    }
}
