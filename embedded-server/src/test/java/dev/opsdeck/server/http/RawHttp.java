package dev.opsdeck.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/// Requests that no HTTP client would send: bytes, each a character, over a socket.
public final class RawHttp {

    private static final int PATIENCE_MILLIS = 10_000;

    private RawHttp() {}

    /// To a server on this machine. The caller closes it.
    public static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /// Sends these, and reads what comes.
    public static String exchange(Socket socket, String request) throws IOException {
        send(socket, request);
        return read(socket);
    }

    /// Sends these on a connection of their own and nothing after them, and reads what comes.
    public static String alone(int port, String request) throws IOException {
        try (Socket socket = connect(port)) {
            send(socket, request);
            try {
                socket.shutdownOutput();
            } catch (SocketException e) {
                // It hung up already.
            }
            return read(socket);
        }
    }

    private static void send(Socket socket, String request) throws IOException {
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        } catch (SocketException e) {
            // It hung up before it had read everything; its answer may be there.
        }
    }

    /// Until the server hangs up, or has nothing more to say for a while.
    public static String read(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                all.write(buffer, 0, n);
            }
        } catch (SocketTimeoutException | SocketException end) {
            // What came so far is the answer.
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }
}
