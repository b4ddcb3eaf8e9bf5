package dev.opsdeck.server.sync;

import dev.opsdeck.server.sync.feed.FeedFailure;
import dev.opsdeck.server.sync.feed.FeedInput;
import dev.opsdeck.server.sync.feed.FeedLimits;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Opens feeds over HTTP/1.1. Written on sockets because no HTTP client of the JDK connects to an address that was
/// checked before ([AddressGuard]); with a client that resolves the name again the check could be passed by a name
/// server that answers differently the second time. Thread-safe.
final class HttpFetch {

    private static final int MOST_REDIRECTS = 5;
    private static final int MOST_HEADERS = 200;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final AddressGuard guard;
    private final FeedLimits limits;
    private final Duration connectTimeout;
    private final Duration readTimeout;
    private final Supplier<SSLSocketFactory> tls;

    /// @param readTimeout longest silence of the other side
    HttpFetch(AddressGuard guard, FeedLimits limits, Duration connectTimeout, Duration readTimeout) {
        this(guard, limits, connectTimeout, readTimeout, () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /// @param tls makes the sockets of https, and knows whom to trust; asked when one is needed: the certificates of
    ///            the system take a tenth of a server's start to read
    HttpFetch(
            AddressGuard guard,
            FeedLimits limits,
            Duration connectTimeout,
            Duration readTimeout,
            Supplier<SSLSocketFactory> tls) {
        this.tls = tls;
        this.guard = guard;
        this.limits = limits;
        this.connectTimeout = connectTimeout;
        this.readTimeout = readTimeout;
    }

    /// The body that the address answers with, after redirects. The caller closes it.
    FeedInput open(URI address) throws IOException {
        URI uri = address;
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            Answer answer = ask(uri, uri.getRawAuthority().equals(address.getRawAuthority()) ? address : null);
            try {
                if (answer.status == 200) {
                    answer.keep = true;
                    return FeedInput.of(answer.body, answer.length, limits);
                }
                if (!REDIRECTS.contains(answer.status)) {
                    throw refused(answer.status);
                }
                uri = redirected(uri, answer.headers.get("location"));
            } finally {
                if (!answer.keep) {
                    answer.body.close();
                }
            }
        }
        throw new FeedFailure("The address of the feed redirects more than " + MOST_REDIRECTS + " times.");
    }

    private static FeedFailure refused(int status) {
        String hint = switch (status) {
            case 401, 403 -> "it wants a login or a key that the address lacks.";
            case 404, 410 -> "there is no feed at this address.";
            case 429 -> "it was asked too often; try again later.";
            default -> status >= 500 ? "it has a fault; try again later." : "check the address.";
        };
        return new FeedFailure("The server of the feed answered " + status + ": " + hint);
    }

    private static URI redirected(URI from, @org.jspecify.annotations.Nullable String location) throws FeedFailure {
        URI to = null;
        try {
            to = location == null
                    ? null
                    : FeedAddress.web(from.resolve(location.strip()).toString());
        } catch (IllegalArgumentException e) {
            throw new FeedFailure("The address of the feed redirects to what is no address.", e);
        }
        if (to == null) {
            throw new FeedFailure("The address of the feed redirects to what is neither http nor https.");
        }
        if ("https".equalsIgnoreCase(from.getScheme()) && !"https".equalsIgnoreCase(to.getScheme())) {
            throw new FeedFailure("The address of the feed redirects from https to plain http: use another address.");
        }
        return to;
    }

    /// @param login whose user and password may be sent, or null after a redirect to elsewhere
    private Answer ask(URI uri, @org.jspecify.annotations.Nullable URI login) throws IOException {
        String host = uri.getHost();
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
        Socket socket = connect(guard.resolve(host), port);
        boolean handedOver = false;
        try {
            socket.setSoTimeout((int) readTimeout.toMillis());
            Socket talking = secure ? secured(socket, host, port) : socket;
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            StringBuilder request = new StringBuilder("GET ")
                    .append(path)
                    .append(uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
                    .append(" HTTP/1.1\r\nHost: ")
                    .append(host)
                    .append(uri.getPort() > 0 ? ":" + port : "")
                    .append(
                            "\r\nUser-Agent: Opsdeck\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n");
            if (login != null && login.getUserInfo() != null) {
                request.append("Authorization: Basic ")
                        .append(Base64.getEncoder()
                                .encodeToString(login.getUserInfo().getBytes(StandardCharsets.UTF_8)))
                        .append("\r\n");
            }
            talking.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
            talking.getOutputStream().flush();
            Answer answer = answer(talking);
            handedOver = true;
            return answer;
        } catch (SocketTimeoutException e) {
            throw new FeedFailure("The server of the feed does not answer in time: try again later.", e);
        } catch (SSLException e) {
            throw new FeedFailure(
                    "The server of the feed has no certificate that is trusted here: " + e.getMessage(), e);
        } finally {
            if (!handedOver) {
                socket.close();
            }
        }
    }

    private static Answer answer(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        String[] status = HttpBody.line(in).split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("[0-9]{3}")) {
            throw new FeedFailure("The address of the feed does not answer in HTTP.");
        }
        Map<String, String> headers = new HashMap<>();
        int lines = 0;
        for (String line = HttpBody.line(in); !line.isEmpty(); line = HttpBody.line(in)) {
            if (++lines > MOST_HEADERS) {
                throw new FeedFailure("The server of the feed answers with too many headers.");
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        boolean chunked = "chunked".equalsIgnoreCase(headers.get("transfer-encoding"));
        String announced = headers.getOrDefault("content-length", "");
        long length = !chunked && announced.matches("[0-9]{1,18}") ? Long.parseLong(announced) : -1;
        return new Answer(Integer.parseInt(status[1]), headers, new HttpBody(socket, in, chunked, length), length);
    }

    private Socket connect(InetAddress[] addresses, int port) throws IOException {
        IOException last = null;
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, port), (int) connectTimeout.toMillis());
                return socket;
            } catch (ConnectException | SocketTimeoutException e) {
                socket.close();
                last = e;
            }
        }
        throw new FeedFailure("The server of the feed cannot be reached: check the address, or try again later.", last);
    }

    private SSLSocket secured(Socket socket, String host, int port) throws IOException {
        SSLSocket secured = (SSLSocket) tls.get().createSocket(socket, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /// Status, headers and the open body.
    private static final class Answer {

        private final int status;
        private final Map<String, String> headers;
        private final HttpBody body;
        private final long length;
        private boolean keep;

        Answer(int status, Map<String, String> headers, HttpBody body, long length) {
            this.status = status;
            this.headers = headers;
            this.body = body;
            this.length = length;
        }
    }
}
