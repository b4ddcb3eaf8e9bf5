package dev.opsdeck.server;

import java.util.List;
import java.util.Random;

/// Requests with something wrong somewhere, the same ones for the same seed: a good request in which bytes are
/// changed, left out, put in or repeated, or that ends too early.
final class GarbledRequest {

    private static final String OPERATOR = "Host: localhost\r\nAuthorization: Bearer " + SeededServer.OPERATOR + "\r\n";

    private static final List<String> GOOD = List.of(
            "GET /products?limit=5&sort=price&q=lamp HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip, br;q=0.5\r\n"
                    + "If-None-Match: W/\"1-a\", \"2-b\"\r\nX-Forwarded-For: 10.0.0.1, ::1\r\n\r\n",
            "HEAD /products/top HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-1\r\nAccept: application/json;q=0.9\r\n\r\n",
            "GET /metrics HTTP/1.1\r\nAccept: application/openmetrics-text; version=1.0.0, */*;q=0.1\r\n" + OPERATOR
                    + "\r\n",
            "GET /ops/history?metric=p95&points=10 HTTP/1.1\r\n" + OPERATOR
                    + "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n\r\n",
            "HEAD /ops/live HTTP/1.1\r\n" + OPERATOR + "Accept: text/event-stream\r\nLast-Event-ID: 7\r\n\r\n",
            "POST /products HTTP/1.1\r\n" + OPERATOR + "Content-Type: application/json\r\nContent-Length: 60\r\n\r\n"
                    + "{\"network\":\"shop\",\"externalId\":\"1\",\"title\":\"A\",\"price\":1.50}",
            "POST /analytics/events HTTP/1.1\r\n" + OPERATOR + "Content-Type: application/x-ndjson\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n11\r\n{\"kind\":\"view\",\r\n\r\n5\r\n\"a\":1\r\n0\r\n\r\n",
            "PATCH /products/1 HTTP/1.1\r\n" + OPERATOR + "If-Match: \"1\"\r\nExpect: 100-continue\r\n"
                    + "Content-Length: 13\r\n\r\n{\"title\":\"B\"}",
            "GET /health HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /health/ready HTTP/1.1\r\nHost: localhost\r\n\r\n");

    private static final List<String> HOSTILE = List.of(
            "\r\n",
            "\n",
            "\r\n\r\n",
            "\0",
            "%",
            "%00",
            ":",
            ",,,;;;",
            "\u00ff\u00fe",
            "Content-Length: 7\r\n",
            "Transfer-Encoding: chunked\r\n",
            "Content-Encoding: gzip\r\n",
            "Connection: close\r\n",
            "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMA\r\n",
            "99999999999999999999");

    private final Random random;

    GarbledRequest(long seed) {
        this.random = new Random(seed);
    }

    /// The next one; each character is a byte.
    String next() {
        StringBuilder text = new StringBuilder(GOOD.get(random.nextInt(GOOD.size())));
        for (int wrongs = 1 + random.nextInt(4); wrongs > 0 && !text.isEmpty(); wrongs--) {
            garble(text);
        }
        return text.toString();
    }

    private void garble(StringBuilder text) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + 1 + random.nextInt(12));
        switch (random.nextInt(7)) {
            case 0 -> text.setCharAt(at, any());
            case 1 -> text.delete(at, end);
            case 2 -> text.insert(at, any());
            case 3 -> text.insert(at, text.substring(at, end).repeat(1 + random.nextInt(40)));
            case 4 -> text.setCharAt(at, (char) (text.charAt(at) ^ (1 << random.nextInt(8))));
            case 5 -> text.insert(at, HOSTILE.get(random.nextInt(HOSTILE.size())));
            default -> text.setLength(at);
        }
    }

    private char any() {
        return (char) random.nextInt(256);
    }
}
