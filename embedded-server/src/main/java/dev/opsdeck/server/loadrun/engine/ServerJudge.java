package dev.opsdeck.server.loadrun.engine;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/// Judges the certificates of servers by a rule, which may ask what this Java itself would say. Thread-safe.
final class ServerJudge extends X509ExtendedTrustManager {

    /// Returns when the server may be believed.
    interface Rule {

        /// @param system what this Java itself would say
        void judge(X509Certificate leaf, Check system) throws CertificateException;
    }

    /// Returns when all is well.
    interface Check {
        void run() throws CertificateException;
    }

    private final X509ExtendedTrustManager system;
    private final Rule rule;

    ServerJudge(Rule rule) throws GeneralSecurityException {
        this.system = ofThisJava();
        this.rule = rule;
    }

    private static X509ExtendedTrustManager ofThisJava() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no trust manager for X.509"));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        rule.judge(chain[0], () -> system.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        rule.judge(chain[0], () -> system.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        rule.judge(chain[0], () -> system.checkServerTrusted(chain, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw noServer();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw noServer();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw noServer();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return system.getAcceptedIssuers();
    }

    private static CertificateException noServer() {
        return new CertificateException("A load run is no server.");
    }
}
