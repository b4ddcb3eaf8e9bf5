package dev.opsdeck.server.loadrun.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// One kept HTTP/1.1 connection over plain blocking sockets, which cost a fraction of a client library's work per
/// request (`packaging/bench/client-choice.sh`). Opened when first needed, and again after a failure.
///
/// One thread calls [#exchange(Request, BodySearch, long)]; [Lanes] may end it from outside by [#expire(long)], the
/// engine by [#close()].
final class HttpConnection implements AutoCloseable {

    private static final long IDLE = Long.MAX_VALUE;
    private static final long EXPIRED = Long.MIN_VALUE;
    private static final int UNTIL_DEADLINE = 0;

    private record Open(Socket raw, OutputStream out, ResponseReader reader) {}

    private final Target target;
    private final InetSocketAddress address;
    private final long timeoutNanos;
    private final AtomicLong deadline = new AtomicLong(IDLE);
    private @Nullable Open open;
    private volatile @Nullable Socket raw;
    private volatile boolean closed;

    HttpConnection(Target target, InetSocketAddress address, long timeoutNanos) {
        this.target = target;
        this.address = address;
        this.timeoutNanos = timeoutNanos;
    }

    /// Opens the connection now, so that the first request finds it ready.
    void connectWithin(long connectNanos) throws CallFailure {
        open = dial(Math.toIntExact(Math.max(1, connectNanos / 1_000_000)));
    }

    /// Sends the request and reads its answer; returns the status.
    ///
    /// @param search is fed the body; null when nobody wants to know it
    int exchange(Request request, @Nullable BodySearch search, long now) throws CallFailure {
        deadline.set(now + timeoutNanos);
        Open before = open;
        try {
            int status =
                    before == null ? send(dial(UNTIL_DEADLINE), request, search) : sendKept(before, request, search);
            if (settle()) {
                throw new CallFailure(CallFailure.TIMEOUT, new IOException("The answer came too late."));
            }
            return status;
        } catch (IOException e) {
            hangUp();
            boolean expired = settle();
            if (e instanceof CallFailure known && !expired) {
                throw known;
            }
            throw new CallFailure(expired ? CallFailure.TIMEOUT : CallFailure.IO, e);
        }
    }

    /// Ends an exchange that is past its time.
    void expire(long now) {
        long due = deadline.get();
        if (due != IDLE && due != EXPIRED && now - due >= 0 && deadline.compareAndSet(due, EXPIRED)) {
            closeRaw();
        }
    }

    /// Whether it was ended from outside.
    boolean closed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        closeRaw();
    }

    /// A server may close a kept connection at any moment. If it did so before anything of the answer came, the
    /// request is sent once more, as every browser does; its latency goes on counting.
    private int sendKept(Open kept, Request request, @Nullable BodySearch search) throws IOException {
        try {
            return send(kept, request, search);
        } catch (IOException e) {
            if (kept.reader().begun() || !request.repeatable() || closed || deadline.get() == EXPIRED) {
                throw e;
            }
            hangUp();
            return send(dial(UNTIL_DEADLINE), request, search);
        }
    }

    private int send(Open connection, Request request, @Nullable BodySearch search) throws IOException {
        connection.reader().expectNext();
        open = connection;
        request.writeTo(connection.out());
        int status = connection.reader().read(request.bodiless(), search);
        if (!connection.reader().reusable()) {
            hangUp();
        }
        return status;
    }

    private Open dial(int connectMillis) throws CallFailure {
        Socket socket = new Socket();
        raw = socket;
        try {
            if (closed || deadline.get() == EXPIRED) {
                throw new IOException("The request was given up before its connection was open.");
            }
            socket.setTcpNoDelay(true);
            socket.connect(address, connectMillis);
        } catch (IOException e) {
            closeRaw();
            throw new CallFailure(CallFailure.CONNECT, e);
        }
        try {
            Trust trust = target.trust();
            Socket top = trust == null ? socket : secured(socket, trust, connectMillis);
            return new Open(socket, top.getOutputStream(), new ResponseReader(top.getInputStream()));
        } catch (IOException e) {
            closeRaw();
            throw new CallFailure(target.tls() ? CallFailure.TLS : CallFailure.CONNECT, e);
        }
    }

    /// @param withinMillis how long the server may be silent; 0 when the deadline of a request ends it
    private Socket secured(Socket socket, Trust trust, int withinMillis) throws IOException {
        SSLSocketFactory factory = trust.context().getSocketFactory();
        SSLSocket secured = (SSLSocket) factory.createSocket(socket, target.host(), target.port(), true);
        if (trust.checksName()) {
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
        }
        socket.setSoTimeout(withinMillis);
        secured.startHandshake();
        socket.setSoTimeout(UNTIL_DEADLINE);
        return secured;
    }

    private boolean settle() {
        return deadline.getAndSet(IDLE) == EXPIRED;
    }

    private void hangUp() {
        open = null;
        closeRaw();
    }

    /// Closes below TLS: a close that would first talk to a silent server could hang as well.
    private void closeRaw() {
        Socket socket = raw;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException ignored) {
                // The descriptor is gone either way, and the exchange that used it reports its own failure.
            }
        }
    }
}
