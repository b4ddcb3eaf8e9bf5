package dev.opsdeck.server.analytics;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Sends batches of invented events to a server and reads its answers, for the measures. Any thread; whoever made it
/// closes it.
final class EventSender implements AutoCloseable {

    private final String url;
    private final String token;
    private final int products;
    private final Ids ids;
    private final AtomicLong number = new AtomicLong(System.nanoTime());
    private final HttpClient client = HttpClient.newHttpClient();

    /// What the ids of events look like.
    enum Ids {
        /// As UUIDs of version 4.
        RANDOM,
        /// Beginning with the time, as UUIDs of version 7.
        BY_TIME
    }

    /// @param products there are products of the ids from 1 to this
    EventSender(String url, String token, int products, Ids ids) {
        this.url = url;
        this.token = token;
        this.products = products;
        this.ids = ids;
    }

    /// Sends new events, all of which must be taken.
    void send(int size) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(url + "/analytics/events"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(batch(size)))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200 || !answer.body().contains("\"taken\":" + size + ",")) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
    }

    void read(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    /// 70 % views, 25 % clicks, 5 % conversions; ids as random as UUIDs.
    private String batch(int size) {
        StringBuilder text = new StringBuilder(size * 110);
        long millis = System.currentTimeMillis();
        for (int i = 0; i < size; i++) {
            long n = number.incrementAndGet() * 0x9e3779b97f4a7c15L;
            long product = 1 + Long.remainderUnsigned(n >>> 7, products);
            int kind = (int) Long.remainderUnsigned(n >>> 33, 20);
            text.append("{\"id\":\"")
                    .append(new UUID(ids == Ids.RANDOM ? n : (millis << 16) | i, ~n * 31))
                    .append("\",\"kind\":\"")
                    .append(kind < 14 ? "view" : kind < 19 ? "click" : "conversion")
                    .append("\",\"productId\":")
                    .append(product)
                    .append(",\"platform\":\"p")
                    .append(n >>> 61)
                    .append(kind == 19 ? "\",\"amount\":4.25,\"currency\":\"EUR\"}\n" : "\"}\n");
        }
        return text.toString();
    }

    @Override
    public void close() {
        client.close();
    }
}
