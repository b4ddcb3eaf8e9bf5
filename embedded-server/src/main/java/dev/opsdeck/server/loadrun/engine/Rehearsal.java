package dev.opsdeck.server.loadrun.engine;

import dev.opsdeck.api.loadruns.LoadCall;
import dev.opsdeck.api.loadruns.LoadPlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A short run against a responder inside this process, so that the classes are loaded and compiled before the first
/// request that counts. Otherwise the generator's own start would stand in the percentiles of a short run. The target
/// sees nothing of it.
final class Rehearsal {

    private static final double PER_SECOND = 2_000;
    private static final long MILLIS = 500;
    private static final int CONNECTIONS = 8;
    private static final List<LoadCall> CALLS = List.of(
            new LoadCall("fixed", "GET", "/products?limit=20", 1),
            new LoadCall("drawn", "GET", "/products/{productId}", 1));
    private static final byte[] ANSWER = answer();

    private Rehearsal() {}

    static void of(LoadPlan plan) throws FatalFailure, InterruptedException {
        try (ServerSocket responder = new ServerSocket(0, CONNECTIONS, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> accept(responder));
            InetSocketAddress address = (InetSocketAddress) responder.getLocalSocketAddress();
            Target target = new Target(false, address.getHostString(), address.getPort(), "rehearsal", "", null);
            LoadPlan rehearsed = new LoadPlan(
                    "rehearsal",
                    "",
                    plan.target(),
                    null,
                    null,
                    plan.model(),
                    List.of(),
                    CONNECTIONS,
                    0,
                    0,
                    MILLIS,
                    0,
                    plan.timeoutMillis(),
                    CONNECTIONS,
                    plan.seed(),
                    CALLS,
                    List.of(1L));
            Mix mix = Mix.of(rehearsed, target);
            Tally tally = new Tally(mix.names(), RequestLog.NONE);
            long timeout = TimeUnit.SECONDS.toNanos(1);
            Lanes lanes = new Lanes(target, address, timeout, tally, System::nanoTime, null);
            new OpenTraffic(
                            Schedule.of(List.of(LoadPlan.Phase.flat(PER_SECOND, MILLIS))),
                            mix,
                            lanes,
                            CONNECTIONS,
                            timeout,
                            tally,
                            System::nanoTime)
                    .run(System.nanoTime());
            tally.take(0, null, 0, 0);
        } catch (IOException e) {
            throw new FatalFailure("The load engine may not open a socket on this machine: " + e.getMessage());
        }
    }

    private static void accept(ServerSocket responder) {
        try {
            while (true) {
                Socket socket = responder.accept();
                Thread.ofVirtual().start(() -> respond(socket));
            }
        } catch (SocketException closed) {
            // The rehearsal is over.
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void respond(Socket socket) {
        byte[] request = new byte[4096];
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            while (in.read(request) > 0) {
                out.write(ANSWER);
            }
        } catch (IOException closed) {
            // The rehearsal is over.
        }
    }

    private static byte[] answer() {
        String body = "{\"data\":[],\"total\":0}".repeat(50);
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: keep-alive\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
