package dev.opsdeck.server.http;

import java.util.ArrayList;
import java.util.List;

/// A request that is not HTTP, or that two readers would understand differently: another one may hide behind it.
///
/// @param sent what goes out on a connection of its own
public record MalformedRequest(String name, String sent) {

    /// What must not be served, behind some of them.
    public static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";

    /// First lines that are right answers; an empty one is a closed connection.
    public static final String REFUSED = "HTTP/1\\.[01] (4[0-9][0-9]|501).*|";

    /// All of them.
    ///
    /// @param read  path of something that can be read
    /// @param write path of something that takes a body
    /// @param more  further header lines
    public static List<MalformedRequest> all(String read, String write, String more) {
        String get = "GET " + read + " HTTP/1.1\r\nHost: localhost\r\n";
        String post = "POST " + write + " HTTP/1.1\r\nHost: localhost\r\n" + more;
        String chunked = post + "Transfer-Encoding: chunked\r\n";
        List<MalformedRequest> all = new ArrayList<>();
        all.add(of("two lengths", post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello" + SMUGGLED));
        all.add(of("two lengths in one", post + "Content-Length: 5, 6\r\n\r\nhello" + SMUGGLED));
        all.add(of(
                "length and chunks",
                post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED));
        all.add(of("chunks and length", chunked + "Content-Length: 4\r\n\r\n0\r\n\r\n" + SMUGGLED));
        all.add(of("length with sign", post + "Content-Length: +5\r\n\r\nhello" + SMUGGLED));
        all.add(of("length in hex", post + "Content-Length: 0x5\r\n\r\nhello" + SMUGGLED));
        all.add(of("endless length", post + "Content-Length: 99999999999999999999\r\n\r\nhello" + SMUGGLED));
        all.add(of("coding in disguise", post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + SMUGGLED));
        all.add(of("coding twice", post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + SMUGGLED));
        all.add(of("space before the colon", post + "Content-Length : 5\r\n\r\nhello" + SMUGGLED));
        all.add(of("bare line feed", "GET " + read + " HTTP/1.1\nHost: localhost\n\n"));
        all.add(of("bare line feed in a header", "GET " + read + " HTTP/1.1\r\nHost: localhost\nX: y\r\n\r\n"));
        all.add(of("folded header", get + "X: a\r\n  b\r\n\r\n"));
        all.add(of("NUL in a header", get + "X: a\0b\r\n\r\n"));
        all.add(of("NUL in the path", "GET /sm\0all HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        all.add(of("no host", "GET " + read + " HTTP/1.1\r\n\r\n"));
        all.add(of("two hosts", get + "Host: evil.example\r\n\r\n"));
        all.add(of("10,000 headers", get + "X: y\r\n".repeat(10_000) + "\r\n"));
        all.add(of("a header of 64 KiB", get + "X: " + "y".repeat(65_536) + "\r\n\r\n"));
        all.add(of("an address of 64 KiB", "GET /" + "y".repeat(65_536) + " HTTP/1.1\r\nHost: x\r\n\r\n"));
        all.add(of("a method of 64 KiB", "G".repeat(65_536) + " / HTTP/1.1\r\nHost: x\r\n\r\n"));
        all.add(of("a method with a bracket", "G(T " + read + " HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        all.add(of("no version", "GET " + read + "\r\n\r\n"));
        all.add(of("TLS in clear", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n"));
        all.add(of("chunk size of letters", chunked + "\r\nzz\r\nhello\r\n0\r\n\r\n"));
        all.add(of("negative chunk size", chunked + "\r\n-5\r\nhello\r\n0\r\n\r\n"));
        all.add(of("endless chunk size", chunked + "\r\nfffffffffffffffff\r\nhello\r\n"));
        return all;
    }

    private static MalformedRequest of(String name, String sent) {
        return new MalformedRequest(name, sent);
    }

    @Override
    public String toString() {
        return name;
    }
}
