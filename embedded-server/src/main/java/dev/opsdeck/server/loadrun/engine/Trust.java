package dev.opsdeck.server.loadrun.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// Whom a run believes to be its target over TLS: a certificate that this Java trusts and that names the host, or
/// the one of a given fingerprint (SHA-256 of its DER form), whoever signed it and whatever it names.
/// Thread-safe.
public final class Trust {

    private static final int WAIT_MILLIS = 5_000;

    private final boolean checksName;
    private final SSLContext context;

    private Trust(boolean checksName, ServerJudge.Rule rule) {
        this.checksName = checksName;
        try {
            this.context = SSLContext.getInstance("TLS");
            this.context.init(null, new TrustManager[] {new ServerJudge(rule)}, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    /// @param fingerprint 64 hexadecimal digits in lower case, or null for what this Java trusts
    public static Trust of(@Nullable String fingerprint) {
        return fingerprint == null
                ? new Trust(true, Trust::bySystem)
                : new Trust(false, (leaf, system) -> byFingerprint(leaf, fingerprint));
    }

    /// The fingerprint of the certificate that stands at an address, whoever signed it: for a server that asks
    /// itself.
    public static String presentedAt(String host, int port) throws IOException {
        AtomicReference<String> seen = new AtomicReference<>("");
        Trust any = new Trust(false, (leaf, system) -> seen.set(fingerprint(leaf)));
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, port), WAIT_MILLIS);
            plain.setSoTimeout(WAIT_MILLIS);
            SSLSocket socket = (SSLSocket) any.context.getSocketFactory().createSocket(plain, host, port, true);
            socket.startHandshake();
            return String.valueOf(seen.get());
        }
    }

    /// For clients of this Java.
    public SSLContext context() {
        return context;
    }

    /// Whether a certificate must name the host.
    boolean checksName() {
        return checksName;
    }

    /// Why a certificate was refused, when that is what is wrong; else what the failure itself says.
    static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException refused) {
                return String.valueOf(refused.getMessage());
            }
        }
        return String.valueOf(failure.getMessage());
    }

    private static void bySystem(X509Certificate leaf, ServerJudge.Check system) throws CertificateException {
        try {
            system.run();
        } catch (CertificateException e) {
            throw new CertificateException(
                    "its certificate is not trusted. Compare its fingerprint with the server's own, and give it with"
                            + " the run: " + shown(fingerprint(leaf)),
                    e);
        }
    }

    private static void byFingerprint(X509Certificate leaf, String expected) throws CertificateException {
        String found = fingerprint(leaf);
        if (!found.equals(expected)) {
            throw new CertificateException(
                    "its certificate is not the one of the given fingerprint, but " + shown(found));
        }
    }

    private static String fingerprint(X509Certificate certificate) throws CertificateException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new CertificateException("its certificate cannot be read", e);
        }
    }

    private static String shown(String fingerprint) {
        return HexFormat.ofDelimiter(":").formatHex(HexFormat.of().parseHex(fingerprint));
    }
}
