package dev.opsdeck.server;

import dev.opsdeck.server.http.WireSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options of `serve` about TLS and HTTP/2.
final class WireOptions {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--tls-cert", description = "PEM file with the certificate and its chain: listens with TLS.")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", description = "PEM file with its private key.")
    private @Nullable Path key;

    @Option(names = "--tls-keystore", description = "PKCS#12 file instead of --tls-cert and --tls-key.")
    private @Nullable Path keystore;

    @Option(names = "--tls-password", description = "Password of the key store; better as OPSDECK_TLS_PASSWORD.")
    private @Nullable String password;

    @Option(names = "--http2", description = "Speak HTTP/2 as well.")
    private boolean http2;

    /// @throws ParameterException with a sentence, if they contradict each other
    WireSettings settings() {
        if ((certificate == null) != (key == null)) {
            throw new ParameterException(spec.commandLine(), "--tls-cert and --tls-key belong together: give both.");
        }
        if (certificate != null && keystore != null) {
            throw new ParameterException(
                    spec.commandLine(), "Give --tls-keystore, or --tls-cert and --tls-key, not both.");
        }
        return new WireSettings(certificate, key, keystore, password, http2);
    }
}
