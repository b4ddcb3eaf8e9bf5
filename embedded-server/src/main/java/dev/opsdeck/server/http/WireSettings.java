package dev.opsdeck.server.http;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How bytes travel: TLS or in clear, and whether HTTP/2 is spoken beside HTTP/1.1.
///
/// @param certificate PEM file with the certificate and its chain; null without TLS or with a key store
/// @param key         PEM file with its private key (PKCS#8, or PKCS#1 for RSA)
/// @param keystore    PKCS#12 file instead of the two
/// @param password    of the key store
/// @param http2       HTTP/2: with TLS by ALPN, in clear by prior knowledge or upgrade
public record WireSettings(
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable Path keystore,
        @Nullable String password,
        boolean http2) {

    /// HTTP/1.1 in clear.
    public static final WireSettings PLAIN = new WireSettings(null, null, null, null, false);

    /// Whether what is sent is encrypted.
    public boolean tls() {
        return certificate != null || keystore != null;
    }

    /// Never shows the password.
    @Override
    public String toString() {
        return "WireSettings[tls=" + tls() + ", http2=" + http2 + "]";
    }
}
