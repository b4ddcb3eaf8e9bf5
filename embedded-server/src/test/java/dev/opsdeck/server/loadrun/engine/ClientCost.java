package dev.opsdeck.server.loadrun.engine;

import com.sun.management.OperatingSystemMXBean;
import dev.opsdeck.api.loadruns.LoadCall;
import io.helidon.webclient.api.WebClient;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/// What a request costs an HTTP client: CPU time of this process over the requests, without the first seconds.
/// One kept connection a thread (`selector`: one thread for all of them). Clients are driven in the same way and
/// throw the body away. Run by `packaging/bench/client-choice.sh`; arguments: client, address, connections,
/// seconds, requests a second (0: as fast as answers come). Prints requests and microseconds of CPU.
final class ClientCost {

    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final byte[] HEADERS_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);

    private final LongAdder requests = new LongAdder();
    private final int connections;
    private final long pauseNanos;
    private final long end;

    private ClientCost(int connections, long perSecond, long end) {
        this.connections = connections;
        this.pauseNanos = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) * connections / perSecond;
        this.end = end;
    }

    /// Sends one request and reads its answer.
    private interface Call {
        void send() throws Exception;
    }

    /// Runs it.
    public static void main(String[] args) throws Exception {
        URI url = URI.create(args[1]);
        long start = System.nanoTime();
        ClientCost cost = new ClientCost(
                Integer.parseInt(args[2]),
                Long.parseLong(args[4]),
                start + WARM_UP_NANOS + TimeUnit.SECONDS.toNanos(Long.parseLong(args[3])));
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        List<Thread> threads = cost.threads(args[0], url);
        threads.forEach(Thread::start);
        TimeUnit.NANOSECONDS.sleep(start + WARM_UP_NANOS - System.nanoTime());
        long requests = cost.requests.sum();
        long cpu = process.getProcessCpuTime();
        TimeUnit.NANOSECONDS.sleep(cost.end - System.nanoTime());
        long micros = (process.getProcessCpuTime() - cpu) / 1_000;
        System.out.println(cost.requests.sum() - requests + " " + micros);
        System.exit(0);
    }

    private List<Thread> threads(String client, URI url) throws Exception {
        List<Thread> threads = new ArrayList<>();
        if (client.equals("selector")) {
            threads.add(Thread.ofPlatform().unstarted(() -> select(url)));
            return threads;
        }
        HttpClient jdk =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        OkHttpClient okhttp = new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(connections, 1, TimeUnit.MINUTES))
                .build();
        WebClient helidon = WebClient.builder()
                .baseUri(url)
                .connectionCacheSize(connections)
                .build();
        for (int i = 0; i < connections; i++) {
            Call call = switch (client) {
                case "engine" -> engine(url);
                case "jdk" -> {
                    HttpRequest request = HttpRequest.newBuilder(url).build();
                    yield () -> jdk.send(request, HttpResponse.BodyHandlers.discarding());
                }
                case "okhttp" -> {
                    okhttp3.Request request =
                            new okhttp3.Request.Builder().url(url.toString()).build();
                    yield () -> {
                        try (Response response = okhttp.newCall(request).execute()) {
                            discard(response.body().byteStream());
                        }
                    };
                }
                case "helidon" ->
                    () -> {
                        try (var response = helidon.get().request()) {
                            discard(response.inputStream());
                        }
                    };
                default -> throw new IllegalArgumentException(client);
            };
            int number = i;
            // The kind of thread that costs each of them less.
            threads.add(
                    client.equals("helidon")
                            ? Thread.ofVirtual().unstarted(() -> repeat(call, number))
                            : Thread.ofPlatform().unstarted(() -> repeat(call, number)));
        }
        return threads;
    }

    private static Call engine(URI url) throws FatalFailure {
        Target target = Target.of(url.getScheme() + "://" + url.getAuthority(), null);
        HttpConnection connection = new HttpConnection(
                target, new InetSocketAddress(url.getHost(), url.getPort()), TimeUnit.SECONDS.toNanos(10));
        Request request =
                new Request(0, head(url), true, false, Check.of(new LoadCall("one", "GET", url.getPath(), 1)));
        return () -> connection.exchange(request, null, System.nanoTime());
    }

    private void repeat(Call call, int number) {
        try {
            long next = System.nanoTime() + pauseNanos * number / connections;
            while (next < end) {
                for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                call.send();
                requests.increment();
                next = pauseNanos == 0 ? System.nanoTime() : next + pauseNanos;
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /// A connection of the selector's thread.
    private static final class Channel {

        final SocketChannel socket;
        final byte[] bytes = new byte[1 << 16];
        final ByteBuffer in = ByteBuffer.wrap(bytes);
        long next;
        boolean busy;

        Channel(SocketChannel socket, long next) {
            this.socket = socket;
            this.next = next;
        }

        /// Reads what is there; whether the answer is complete.
        boolean whole() {
            try {
                if (socket.read(in) < 0) {
                    throw new IOException("closed");
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            int headers = find(bytes, in.position(), HEADERS_END);
            if (headers < 0) {
                return false;
            }
            int length = 0;
            for (int i = find(bytes, headers, LENGTH) + LENGTH.length; bytes[i] >= '0' && bytes[i] <= '9'; i++) {
                length = length * 10 + bytes[i] - '0';
            }
            if (in.position() < headers + HEADERS_END.length + length) {
                return false;
            }
            in.clear();
            return true;
        }
    }

    /// One thread and a selector: a request to each idle connection when its time has come, to the millisecond.
    private void select(URI url) {
        byte[] head = head(url);
        try (Selector selector = Selector.open()) {
            List<Channel> channels = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                SocketChannel socket = SocketChannel.open(new InetSocketAddress(url.getHost(), url.getPort()));
                socket.configureBlocking(false);
                Channel channel = new Channel(socket, System.nanoTime() + pauseNanos * i / connections);
                socket.register(selector, SelectionKey.OP_READ, channel);
                channels.add(channel);
            }
            while (System.nanoTime() < end) {
                long now = System.nanoTime();
                long soonest = TimeUnit.MILLISECONDS.toNanos(100);
                for (Channel channel : channels) {
                    if (!channel.busy && channel.next <= now) {
                        channel.socket.write(ByteBuffer.wrap(head));
                        channel.busy = true;
                    } else if (!channel.busy) {
                        soonest = Math.min(soonest, channel.next - now);
                    }
                }
                selector.select(this::answered, TimeUnit.NANOSECONDS.toMillis(soonest) + 1);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answered(SelectionKey key) {
        Channel channel = (Channel) key.attachment();
        if (channel.whole()) {
            channel.busy = false;
            channel.next = pauseNanos == 0 ? 0 : channel.next + pauseNanos;
            requests.increment();
        }
    }

    private static int find(byte[] bytes, int end, byte[] wanted) {
        for (int i = 0; i <= end - wanted.length; i++) {
            int j = 0;
            while (j < wanted.length && (bytes[i + j] | 0x20) == (wanted[j] | 0x20)) {
                j++;
            }
            if (j == wanted.length) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] head(URI url) {
        String path = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
        return ("GET " + path + " HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void discard(InputStream in) throws IOException {
        in.transferTo(java.io.OutputStream.nullOutputStream());
    }
}
