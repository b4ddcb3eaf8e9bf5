package dev.opsdeck.console.connection;

import dev.opsdeck.api.Problem;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.connection.Failure.Rejected;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/// Decides which [Failure] an exception or a status is. Any thread.
final class Failures {

    private Failures() {}

    /// What an exception of the HTTP client means.
    static Failure of(Endpoint endpoint, IOException e) {
        String server = endpoint.server();
        if (e instanceof SSLPeerUnverifiedException) {
            return new Offline(Reason.CERTIFICATE, server, "it is for another address than " + endpoint.address());
        }
        if (causedBy(e, ApprovedCertificate.Changed.class)) {
            return new Offline(Reason.CERTIFICATE, server, "it is another than the one that you trusted");
        }
        if (e instanceof SSLHandshakeException || causedBy(e, CertificateException.class)) {
            return new Offline(Reason.CERTIFICATE, server, "at " + endpoint.address());
        }
        if (e instanceof SSLException) {
            return new Offline(Reason.NO_TLS, server, endpoint.address());
        }
        if (e instanceof SocketTimeoutException && !connecting(e)) {
            return new Offline(Reason.OVERLOADED, server, "no answer in time");
        }
        if (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException)) {
            return new Offline(Reason.OVERLOADED, server, "no answer in time");
        }
        return new Offline(Reason.GONE, server, endpoint.address());
    }

    /// What a status that is not 2xx means.
    static Failure of(Endpoint endpoint, int status, @Nullable Problem problem) {
        if (status == 503 || status == 429 || status == 502 || status == 504) {
            return new Offline(Reason.OVERLOADED, endpoint.server(), "status " + status);
        }
        if (problem != null) {
            return new Rejected(endpoint.server(), status, problem);
        }
        if (status == 401 || status == 403) {
            return new Rejected(endpoint.server(), status, new Problem("about:blank", "Refused", status, "", null));
        }
        return new Offline(Reason.FOREIGN, endpoint.server(), endpoint.address() + " answered with status " + status);
    }

    private static boolean connecting(IOException e) {
        String message = e.getMessage();
        return e.getCause() instanceof ConnectException
                || (message != null
                        && message.toLowerCase(java.util.Locale.ROOT).contains("connect"));
    }

    private static boolean causedBy(Throwable e, Class<? extends Throwable> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
