package dev.opsdeck.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class WatchedSocketsTest {

    private static final long LIMIT = 32_000;
    private static final long LIMIT_NANOS = LIMIT * 1_000_000;

    private final AtomicLong now = new AtomicLong(7);
    private final List<Long> delays = new CopyOnWriteArrayList<>();
    private final List<Runnable> alarms = new CopyOnWriteArrayList<>();
    private final WatchedSockets sockets = new WatchedSockets(LIMIT, now::get, (nanos, called) -> {
        delays.add(nanos);
        alarms.add(called);
    });
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private ServerSocket listening;
    private Socket client;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        client = sockets.createSocket(listening.getInetAddress(), listening.getLocalPort());
        server = listening.accept();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        listening.close();
        threads.close();
    }

    @Test
    void aReadThatTakesTooLongEnds() throws Exception {
        Future<Integer> read = reading(1);
        now.addAndGet(LIMIT_NANOS);
        alarms.getFirst().run();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(read::get)
                .withMessageContaining("No answer within 32000 ms");
        assertThat(client.isClosed()).isTrue();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> client.getInputStream().read());
    }

    @Test
    void manyReadsShareOneAlarmWhichLooksAtTheLatest() throws Exception {
        for (int i = 0; i < 100; i++) {
            server.getOutputStream().write(i);
            assertThat(client.getInputStream().read()).isEqualTo(i);
            now.incrementAndGet();
        }
        assertThat(delays).containsExactly(LIMIT_NANOS);

        now.addAndGet(LIMIT_NANOS - 200);
        Future<Integer> read = reading(1);
        now.addAndGet(150);
        alarms.getFirst().run();
        assertThat(delays).containsExactly(LIMIT_NANOS, LIMIT_NANOS - 150);
        assertThat(read).isNotDone();

        server.getOutputStream().write(42);
        assertThat(read.get()).isEqualTo(42);
        now.addAndGet(LIMIT_NANOS);
        alarms.get(1).run();
        assertThat(client.isClosed()).isFalse();
        assertThat(alarms).hasSize(2);
    }

    @Test
    void whatElseEndsAReadIsToldAsItIs() throws Exception {
        Future<Integer> read = reading(1);
        client.close();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(read::get)
                .withMessageContaining("Socket closed");
    }

    @Test
    void theRealAlarmEndsARealWait() throws IOException {
        try (Socket quick =
                new WatchedSockets("50").createSocket(listening.getInetAddress(), listening.getLocalPort())) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> quick.getInputStream().read())
                    .withMessageContaining("50 ms");
        }
    }

    /// A read that has begun: its alarm is set.
    private Future<Integer> reading(int alarm) {
        AtomicReference<Thread> thread = new AtomicReference<>();
        Future<Integer> read = threads.submit(() -> {
            thread.set(Thread.currentThread());
            return client.getInputStream().read();
        });
        await().until(() ->
                alarms.size() >= alarm && thread.get() != null && thread.get().getState() == Thread.State.WAITING);
        return read;
    }
}
