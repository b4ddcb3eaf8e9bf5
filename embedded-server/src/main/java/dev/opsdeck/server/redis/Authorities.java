package dev.opsdeck.server.redis;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import redis.clients.jedis.SslOptions;

/// Certificates of a file: a server is believed whose own is among them, or was signed by one of them.
public final class Authorities {

    private static final String TYPE = "PKCS12";

    /// The client wants a store, and its library a password for each; there is no secret in this one.
    private static final String PASSWORD = "certificates";

    private final byte[] store;

    private Authorities(byte[] store) {
        this.store = store;
    }

    /// Reads them.
    ///
    /// @param pem one or more certificates
    /// @throws IllegalArgumentException with a sentence for the user
    static Authorities read(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("There is no certificate in " + pem + ".");
            }
            KeyStore store = KeyStore.getInstance(TYPE);
            store.load(null, null);
            for (Certificate certificate : certificates) {
                store.setCertificateEntry(Integer.toString(store.size()), certificate);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, PASSWORD.toCharArray());
            return new Authorities(bytes.toByteArray());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("The certificates in " + pem + " cannot be read: " + e.getMessage(), e);
        }
    }

    SslOptions.Builder in(SslOptions.Builder options) {
        return options.trustStoreType(TYPE).truststore(() -> new ByteArrayInputStream(store), PASSWORD.toCharArray());
    }
}
