package dev.opsdeck.server.loadrun.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/// A small HTTP/1.1 server whose answers, and how long each takes, the test decides. Also a process of its own, which
/// prints its port and answers at once.
public final class TestServer implements AutoCloseable {

    /// @param delayMillis before it is sent
    /// @param bytes       the whole response; empty: none, ever
    public record Reply(long delayMillis, String bytes) {

        public static Reply ok(long delayMillis) {
            return new Reply(delayMillis, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        }
    }

    private final ServerSocket socket;
    private final IntFunction<Reply> replies;
    private final AtomicInteger requests = new AtomicInteger();
    private final List<Long> tookNanos = new CopyOnWriteArrayList<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    public TestServer(IntFunction<Reply> replies) {
        this.replies = replies;
        try {
            socket = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public static void main(String[] args) {
        TestServer server = new TestServer(number -> Reply.ok(0));
        System.out.println(server.url());
        LockSupport.park();
    }

    /// As a process of its own; its first line is its address.
    public static Process fork() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TestServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    public int requests() {
        return requests.get();
    }

    /// How many connections were made.
    public int connections() {
        return open.size();
    }

    /// Between reading a request and writing its answer, in nanoseconds, as measured here.
    public List<Long> tookNanos() {
        return tookNanos;
    }

    /// Request line and headers of each request.
    public List<String> heads() {
        return heads;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : open) {
            connection.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                open.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (SocketException closed) {
            assert socket.isClosed();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = connection.getOutputStream();
            StringBuilder head = new StringBuilder();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                head.append(line).append('\n');
                if (line.isEmpty()) {
                    long begun = System.nanoTime();
                    heads.add(head.toString());
                    head.setLength(0);
                    Reply reply = replies.apply(requests.getAndIncrement());
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(reply.delayMillis()));
                    if (!reply.bytes().isEmpty()) {
                        tookNanos.add(System.nanoTime() - begun);
                        out.write(reply.bytes().getBytes(StandardCharsets.US_ASCII));
                    }
                    if (reply.bytes().contains("Connection: close")) {
                        return;
                    }
                }
            }
        } catch (IOException e) {
            // The engine hangs up at the end of a run.
            open.remove(connection);
        }
    }
}
