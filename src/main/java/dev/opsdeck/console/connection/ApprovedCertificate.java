package dev.opsdeck.console.connection;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/// Trusts what the system trusts, and beside it the one certificate that the operator approved for this server, for
/// whatever name it was made: as SSH does with a known host. Any thread.
final class ApprovedCertificate implements X509TrustManager {

    private final X509TrustManager system;
    private final String fingerprint;

    /// Neither the system nor the operator trusts what the server shows.
    static final class Changed extends CertificateException {

        private static final long serialVersionUID = 1L;

        Changed(CertificateException cause) {
            super("not the certificate that was approved", cause);
        }
    }

    private ApprovedCertificate(X509TrustManager system, String fingerprint) {
        this.system = system;
        this.fingerprint = fingerprint;
    }

    /// A client for one server, with the threads of another.
    ///
    /// @param fingerprint as in [ServerCertificate]
    static OkHttpClient client(OkHttpClient shared, String fingerprint) {
        try {
            ApprovedCertificate trust = new ApprovedCertificate(system(), fingerprint);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {trust}, null);
            HostnameVerifier names = shared.hostnameVerifier();
            return shared.newBuilder()
                    .sslSocketFactory(tls.getSocketFactory(), trust)
                    .hostnameVerifier((host, session) -> names.verify(host, session) || trust.approved(session))
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    private static X509TrustManager system() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private boolean approved(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate shown
                    && fingerprint.equals(ServerCertificate.fingerprint(shown));
        } catch (SSLPeerUnverifiedException | CertificateException e) {
            // Whatever cannot be read was not approved: the caller refuses it.
            return false;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        try {
            system.checkServerTrusted(chain, authType);
        } catch (CertificateException unknown) {
            if (!fingerprint.equals(ServerCertificate.fingerprint(chain[0]))) {
                throw new Changed(unknown);
            }
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        system.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return system.getAcceptedIssuers();
    }
}
