package dev.opsdeck.console.connection;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.HttpUrl;

/// The certificate that a server shows, for a person to approve when the system does not trust it.
///
/// @param subject     whose it says it is
/// @param issuer      who says so
/// @param until       when it ends
/// @param fingerprint SHA-256 of the whole certificate, in the spelling of openssl: `AB:CD:...`
public record ServerCertificate(String subject, String issuer, Instant until, String fingerprint) {

    private static final int MILLIS = 3_000;

    /// Whether nobody but itself vouches for it.
    public boolean selfSigned() {
        return subject.equals(issuer);
    }

    static String fingerprint(X509Certificate certificate) throws CertificateEncodingException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Asks for it as `ssh-keyscan` does: shakes hands, sends nothing, and hangs up. Blocking.
    ///
    /// @throws IOException when no certificate is shown there
    static ServerCertificate of(HttpUrl address) throws IOException {
        AtomicReference<X509Certificate> shown = new AtomicReference<>();
        try (Socket line = new Socket()) {
            line.connect(new InetSocketAddress(address.host(), address.port()), MILLIS);
            line.setSoTimeout(MILLIS);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {new Taker(shown)}, null);
            try (SSLSocket secure =
                    (SSLSocket) tls.getSocketFactory().createSocket(line, address.host(), address.port(), true)) {
                secure.startHandshake();
            }
            X509Certificate certificate = shown.get();
            if (certificate == null) {
                throw new SSLException("no certificate was shown");
            }
            return new ServerCertificate(
                    certificate.getSubjectX500Principal().getName(),
                    certificate.getIssuerX500Principal().getName(),
                    certificate.getNotAfter().toInstant(),
                    fingerprint(certificate));
        } catch (GeneralSecurityException e) {
            throw new SSLException(e);
        }
    }

    /// Takes what is shown, whatever it is: it is only looked at.
    private record Taker(AtomicReference<X509Certificate> shown) implements X509TrustManager {

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            shown.set(chain[0]);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            throw new UnsupportedOperationException("this side is the client");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
