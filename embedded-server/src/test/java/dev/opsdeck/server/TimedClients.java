package dev.opsdeck.server;

import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// Clients of two backends that ask without a pause: each request is of another client's address, so that its limit is
/// counted in Redis, and most are for a page that no cache has. Now and then each writes, and reads what it wrote. The
/// test closes it, which waits for them.
final class TimedClients implements AutoCloseable {

    private static final int CLIENTS = 8;
    private static final int WRITE_EVERY = 40;
    private static final int OWN_EVERY = 4;
    private static final int MOST_PER_PAGE = 200;

    private final TwoInstances both;
    private final int total;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger pages = new AtomicInteger();
    private final AtomicLong slowestNanos = new AtomicLong();
    private final AtomicIntegerArray answered = new AtomicIntegerArray(CLIENTS);
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

    TimedClients(TwoInstances both) throws Exception {
        this.both = both;
        List<String> products = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            products.add(both.create("Client " + i));
        }
        this.total = both.get(both.one, "/products?limit=1").path("total").asInt();
        for (int i = 0; i < CLIENTS; i++) {
            int client = i;
            threads.execute(() -> run(client, server(client), products.get(client)));
        }
    }

    /// How long the slowest request took that ended since this was last asked; zero when none did.
    Duration slowest() {
        return Duration.ofNanos(slowestNanos.getAndSet(0));
    }

    /// Waits for some time, and until each of them has had so many more answers.
    void ask(int answers) {
        int[] before = IntStream.range(0, CLIENTS).map(answered::get).toArray();
        await().pollDelay(Duration.ofMillis(400))
                .atMost(Duration.ofMinutes(1))
                .until(() -> IntStream.range(0, CLIENTS).allMatch(i -> answered.get(i) - before[i] >= answers));
    }

    /// Answers that were not the right ones.
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    private OpsdeckServer server(int client) {
        return client % 2 == 0 ? both.one : both.two;
    }

    private void run(int client, OpsdeckServer server, String product) {
        String title = "Client " + client;
        for (int i = 1; !ended.get(); i++) {
            try {
                if (i % WRITE_EVERY == 0) {
                    title = "Client " + client + ", round " + i;
                    String body = "{\"title\":\"" + title + "\"}";
                    check(timed(() -> both.send(server, "PATCH", product, body)), title);
                } else if (i % OWN_EVERY == 0) {
                    ask(server, product, client, i, title);
                } else {
                    // Of both servers, as two ask for each page.
                    int page = pages.getAndIncrement() / 2;
                    String path = "/products?limit=" + (1 + page % MOST_PER_PAGE) + "&offset=" + page / MOST_PER_PAGE;
                    ask(server, path, client, i, "\"total\":" + total);
                }
            } catch (Exception e) {
                wrong.add(e.toString());
            }
            answered.incrementAndGet(client);
        }
    }

    private void ask(OpsdeckServer server, String path, int client, int number, String right) throws Exception {
        String address = "10." + client + "." + (number >> 8) + "." + (number & 0xff);
        HttpResponse<String> answer = timed(() -> both.read(server, path, address));
        check(answer, right);
        if (!answer.headers().firstValue("RateLimit").orElse("").contains("r=99;")) {
            wrong.add(path + " counted as " + answer.headers().map());
        }
    }

    private void check(HttpResponse<String> answer, String right) {
        if (answer.statusCode() != 200 || !answer.body().contains(right)) {
            wrong.add(answer.uri() + " without " + right + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private HttpResponse<String> timed(Request request) throws Exception {
        long begin = System.nanoTime();
        try {
            return request.send();
        } finally {
            slowestNanos.accumulateAndGet(System.nanoTime() - begin, Math::max);
        }
    }

    @FunctionalInterface
    private interface Request {
        HttpResponse<String> send() throws Exception;
    }

    /// Returns when the last of them has its answer.
    void end() {
        close();
    }

    @Override
    public void close() {
        ended.set(true);
        threads.close();
    }
}
