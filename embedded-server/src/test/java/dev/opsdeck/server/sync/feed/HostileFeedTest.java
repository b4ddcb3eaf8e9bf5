package dev.opsdeck.server.sync.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/// What somebody might send to hurt: refused with a reason, quickly, without filling the memory (the tests run with a
/// heap smaller than the inputs).
class HostileFeedTest {

    private static final FeedSettings SETTINGS = new FeedSettings("net", null, Map.of(), "EUR", null);
    private static final String GOOGLE = "<rss xmlns:g='http://base.google.com/ns/1.0'><channel><item>";

    /// `start` and then two gigabytes of `filling`.
    private static InputStream endless(String start, String filling) {
        byte[] block = filling.repeat((1 << 16) / filling.length()).getBytes(StandardCharsets.ISO_8859_1);
        InputStream more = new InputStream() {
            private long left = 2L << 30;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                if (left <= 0) {
                    return -1;
                }
                int n = Math.min(length, block.length);
                System.arraycopy(block, 0, bytes, offset, n);
                left -= n;
                return n;
            }
        };
        return new SequenceInputStream(new ByteArrayInputStream(start.getBytes(StandardCharsets.UTF_8)), more);
    }

    private static void assertRefused(InputStream feed, String reason) {
        Assertions.assertThatCode(() -> Assertions.assertThatThrownBy(() -> Reading.of(feed, SETTINGS))
                        .isInstanceOf(FeedFailure.class)
                        .hasMessageContaining(reason))
                .doesNotThrowAnyException();
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aBillionLaughsAndExternalEntitiesAreRefusedAtTheDocumentType() {
        assertRefused(
                bytes("<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>" + GOOGLE + "<g:id>&b;</g:id>"),
                "DOCTYPE");
        assertRefused(
                bytes("<!DOCTYPE rss SYSTEM 'file:///etc/passwd'>" + GOOGLE + "</item></channel></rss>"), "DOCTYPE");
    }

    @Test
    void endlessTextsNamesAndAttributesAreRefused() {
        assertRefused(endless(GOOGLE + "<g:title>", "long "), "line 1");
        assertRefused(endless(GOOGLE + "<g:title><![CDATA[", "long "), "XML is broken");
        assertRefused(endless(GOOGLE + "<", "a"), "without a space");
        assertRefused(endless(GOOGLE + "<g:title a='", "a "), "XML is broken");
        assertRefused(endless(GOOGLE + "<g:title>", "x"), "Text size limit");
        assertRefused(endless(GOOGLE, "<a>"), "XML is broken");
    }

    @Test
    void endlesslyManyElementsAndNamesAreRefused() {
        assertRefused(endless(GOOGLE, "<a/>"), "more than 1000 elements");
        String names = IntStream.range(0, 11_000)
                .mapToObj(i -> "<item><n" + i + "/></item>")
                .collect(Collectors.joining());
        assertRefused(
                bytes("<rss xmlns:g='http://base.google.com/ns/1.0'>" + names + "</rss>"), "different element names");
    }

    @Test
    void aLineOfTwoGigabytesIsRefused() {
        assertRefused(endless("id,title,link,price", ",x"), "first line is longer");
        assertRefused(endless("id,title,link,price\n1,", "x "), "cannot be read after line 1");
        assertRefused(endless("id,title,link,price\n1,\"", "x\n"), "cannot be read after line 1");
        assertRefused(endless("id,title,link,price\n1", ",x"), "cannot be read after line 1");
    }

    @Test
    void tenThousandColumnsAreRefused() {
        String columns = IntStream.range(0, 10_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        assertRefused(bytes("id,title,link,price," + columns + "\n"), "columns");
    }

    @Test
    void nulBytesAreRefusedWhereverTheyStand() {
        assertRefused(bytes("\0\0\0\0"), "NUL");
        assertRefused(bytes("id,title,link,price\n1,a\0b,https://s.example/1,1\n"), "NUL");
        assertRefused(endless("id,title,link,price\n", "\0"), "NUL");
    }

    @Test
    void aGzipBombIsRefusedAtTheLimit() throws IOException {
        java.io.ByteArrayOutputStream packed = new java.io.ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            byte[] line = "1,a,https://s.example/1,1\n".repeat(2_000).getBytes(StandardCharsets.UTF_8);
            out.write("id,title,link,price\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 100; i++) {
                out.write(line);
            }
        }
        FeedLimits small = new FeedLimits(1 << 20, 1 << 20, 1 << 20, 1 << 20, 1_000, 32, 1_000);
        try (Feed feed =
                Feed.open(FeedInput.of(new ByteArrayInputStream(packed.toByteArray()), -1, small), SETTINGS, small)) {
            assertThatThrownBy(() -> {
                        while (feed.next() != null) {
                            assertThat(feed.format()).isNotNull();
                        }
                    })
                    .hasMessageContaining("larger than 1 MiB");
        }
    }

    @Test
    void textsMadeToBeSlowAreCleanedInTimeThatGrowsWithTheirLength() {
        for (String piece : List.of("&", "<", "<script>", "<a", "<!--", "&#1", "</script")) {
            String text = piece.repeat((1 << 20) / piece.length());
            Assertions.assertThat(org.junit.jupiter.api.Assertions.assertTimeout(
                            Duration.ofSeconds(5), () -> TextCleaner.clean(text)))
                    .hasSizeLessThanOrEqualTo(text.length());
        }
    }

    @Test
    void anEndlessLineOfJsonOrOfRakutenIsRefused() {
        FeedSettings mapped =
                new FeedSettings("net", null, Map.of("id", "a", "title", "b", "url", "c", "price", "d"), "EUR", null);
        Assertions.assertThatThrownBy(() -> Reading.of(endless("{\"a\":\"", "x "), mapped))
                .isInstanceOf(FeedFailure.class)
                .hasMessageContaining("longer than");
        assertRefused(endless("HDR|1|Shop|now\n1|Pan|", "x "), "longer than");
        assertRefused(endless("HDR|1|Shop|now\n1", "|x "), "columns");
    }

    @Test
    void jsonThatIsNestedWithoutEndIsARefusedRow() throws IOException {
        FeedSettings mapped =
                new FeedSettings("net", null, Map.of("id", "a", "title", "b", "url", "c", "price", "d"), "EUR", null);
        Reading reading = Reading.of(bytes("{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000) + "\n"), mapped);

        Assertions.assertThat(reading.products()).isEmpty();
        Assertions.assertThat(reading.issues()).hasSize(1);
    }
}
