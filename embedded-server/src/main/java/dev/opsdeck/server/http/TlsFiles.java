package dev.opsdeck.server.http;

import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The certificate of the server and its key, read from files, and read again when they change. TLS 1.2 and 1.3.
public final class TlsFiles {

    /// How often the files are looked at.
    public static final Duration LOOK = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);

    private final WireSettings settings;
    private volatile List<FileTime> read = List.of();

    /// The files do not hold a certificate and its key; the message is a sentence for the user.
    public static final class Unusable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unusable(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }

    /// @param settings with TLS
    public TlsFiles(WireSettings settings) {
        this.settings = settings;
    }

    /// Reads the files.
    ///
    /// @throws Unusable if they do not hold a certificate and its key
    Tls tls() {
        try {
            List<FileTime> times = times();
            Keys keys = settings.keystore() == null ? pem() : pkcs12(settings.keystore());
            Tls tls = Tls.builder()
                    .privateKey(keys.privateKey()
                            .orElseThrow(() -> new IllegalArgumentException("there is no private key in it")))
                    .privateKeyCertChain(keys.certChain())
                    .enabledProtocols(List.of("TLSv1.3", "TLSv1.2"))
                    .applicationProtocols(settings.http2() ? List.of("h2", "http/1.1") : List.of("http/1.1"))
                    .build();
            read = times;
            return tls;
        } catch (RuntimeException e) {
            throw new Unusable(
                    "The certificate cannot be used: " + e.getMessage()
                            + ". See --tls-cert, --tls-key, --tls-keystore.",
                    e);
        }
    }

    /// Takes a new certificate into use when the files are others than before; connections that are open keep the old
    /// one. A file that cannot be read changes nothing.
    public void reloadIfChanged(WebServer web) {
        try {
            if (!times().equals(read)) {
                web.reloadTls(tls());
                LOG.info("The certificate was read anew");
            }
        } catch (Unusable | UncheckedIOException e) {
            LOG.warn("The changed certificate is not used: {}", e.getMessage());
        }
    }

    private Keys pem() {
        return Keys.builder()
                .pem(pem -> pem.key(Resource.create(Objects.requireNonNull(settings.key(), "--tls-key is missing")))
                        .certChain(Resource.create(Objects.requireNonNull(settings.certificate()))))
                .build();
    }

    /// The first key in the store, whatever its name.
    private Keys pkcs12(Path file) {
        char[] password =
                settings.password() == null ? new char[0] : settings.password().toCharArray();
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password) instanceof PrivateKey key) {
                    List<X509Certificate> chain = Arrays.stream(store.getCertificateChain(alias))
                            .map(X509Certificate.class::cast)
                            .toList();
                    return Keys.builder().privateKey(key).certChain(chain).build();
                }
            }
            throw new IllegalArgumentException("there is no private key in " + file);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(file + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private List<FileTime> times() {
        return Stream.of(settings.certificate(), settings.key(), settings.keystore())
                .filter(Objects::nonNull)
                .map(TlsFiles::time)
                .toList();
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read", e);
        }
    }
}
