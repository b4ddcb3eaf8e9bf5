package dev.opsdeck.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate for localhost that nobody signed, made by the JDK's keytool.
///
/// @param keystore PKCS#12 with the password [#PASSWORD]
public record TestCertificate(Path keystore, Path certificate, Path key, X509Certificate x509) {

    public static final String PASSWORD = "changeit";

    /// For localhost and 127.0.0.1.
    ///
    /// @param algorithm `RSA` or `EC`
    public static TestCertificate make(Path folder, String name, String algorithm) throws Exception {
        return make(folder, name, algorithm, "dns:localhost,ip:127.0.0.1");
    }

    /// @param names whom it is for, as keytool writes them
    public static TestCertificate make(Path folder, String name, String algorithm, String names) throws Exception {
        Path keystore = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=" + names,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        keystore.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            store.load(in, PASSWORD.toCharArray());
        }
        X509Certificate x509 = (X509Certificate) store.getCertificate("server");
        Key key = store.getKey("server", PASSWORD.toCharArray());
        Path pem = folder.resolve(name + ".pem");
        Path keyPem = folder.resolve(name + ".key");
        Files.writeString(pem, pem("CERTIFICATE", x509.getEncoded()));
        Files.writeString(keyPem, pem("PRIVATE KEY", key.getEncoded()));
        return new TestCertificate(keystore, pem, keyPem, x509);
    }

    /// A client's context that trusts these and nobody else.
    public static SSLContext trusting(TestCertificate... certificates) throws GeneralSecurityException, IOException {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        for (int i = 0; i < certificates.length; i++) {
            trust.setCertificateEntry("server-" + i, certificates[i].x509());
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(trust);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private static String pem(String what, byte[] bytes) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n";
    }
}
