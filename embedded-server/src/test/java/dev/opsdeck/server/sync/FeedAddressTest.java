package dev.opsdeck.server.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opsdeck.api.InvalidField;
import dev.opsdeck.server.sync.feed.FeedFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://productdata.awin.example/datafeed/download/apikey/0123456789abcdef0123456789abcdef/language/en/fid/7,"
                + "https://productdata.awin.example/datafeed/download/apikey/***/language/en/fid/7",
        "https://s.example/feed?token=abc&lang=de,https://s.example/feed?token=***&lang=de",
        "https://me:pw@s.example/feed,https://***@s.example/feed",
        "https://s.example/feed?x=1#token,https://s.example/feed?x=1",
        "https://s.example/x/a1b2c3d4e5f6a7b8c9d0e1f2/feed.xml,https://s.example/x/***/feed.xml",
        "https://s.example/a-shop-with-a-very-long-name-2026/feed.xml,"
                + "https://s.example/a-shop-with-a-very-long-name-2026/feed.xml",
        "file:shop.xml,file:shop.xml"
    })
    void secretsAreMasked(String url, String shown) {
        assertThat(FeedAddress.masked(url)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:../secret",
                "file:/etc/passwd",
                "file:a/b",
                "file:..",
                "file:a\\b",
                "file:",
                "ftp://s.example/x",
                "jar:file:x",
                "http:///x",
                "javascript:1",
                "gopher://x/",
                "file:.hidden"
            })
    void otherAddressesAreRefused(String url) {
        assertThatThrownBy(() -> FeedAddress.check(url)).isInstanceOf(InvalidField.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "192.168.0.1",
                "172.16.5.5",
                "169.254.169.254",
                "0.0.0.0",
                "100.64.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "fe80::1",
                "fc00::1",
                "::ffff:127.0.0.1",
                "64:ff9b::1",
                "2002:7f00:1::"
            })
    void addressesOfTheOwnNetworkAreRefused(String address) throws IOException {
        assertThat(AddressGuard.isPublic(InetAddress.getByName(address))).isFalse();
        assertThatThrownBy(() -> new AddressGuard(false).resolve(address)).isInstanceOf(FeedFailure.class);
        assertThat(new AddressGuard(true).resolve(address)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.215.14", "2606:4700::1111", "100.128.0.1"})
    void publicAddressesAreAllowed(String address) throws IOException {
        assertThat(new AddressGuard(false).resolve(address)).hasSize(1);
    }

    @Test
    void aLinkOutOfTheFolderIsNoFeed(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "x");
        Path feeds = Files.createDirectory(folder.resolve("feeds"));
        Files.createSymbolicLink(feeds.resolve("shop"), secret);

        assertThatThrownBy(() -> new FeedFolder(feeds).file("shop")).isInstanceOf(FeedFailure.class);
    }

    @Test
    void anUploadIsThereWholeOrNotAtAll(@TempDir Path feeds) throws IOException {
        FeedFolder folder = new FeedFolder(feeds);
        folder.store("shop", new ByteArrayInputStream("new".getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> folder.store("shop", new java.io.InputStream() {
                    private int given;

                    @Override
                    public int read() {
                        throw new UnsupportedOperationException();
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        if (given++ == 2) {
                            throw new IOException("broke off");
                        }
                        return length;
                    }
                }))
                .hasMessage("broke off");

        assertThat(folder.file("shop")).hasContent("new");
        try (var files = Files.list(feeds)) {
            assertThat(files).hasSize(1);
        }
    }
}
