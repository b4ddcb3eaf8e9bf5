package dev.opsdeck.server.tracing;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How requests and runs are traced.
///
/// @param on        whether they are at all
/// @param ratio     the share of requests kept by chance, from 0 to 1; slow and failed ones are kept whatever it is
/// @param most      traces kept for each reason
/// @param otlp      where they are sent in OpenTelemetry's protocol; null: nowhere
/// @param sentryDsn the Sentry project that they are sent to; null: none
public record TracingSettings(
        boolean on,
        double ratio,
        int most,
        @Nullable Otlp otlp,
        @Nullable String sentryDsn) {

    /// Ten percent, the last 2,000 for each reason, sent to nobody.
    public static final TracingSettings DEFAULT = new TracingSettings(true, 0.1, 2_000, null, null);

    /// A receiver that speaks OTLP over HTTP.
    ///
    /// @param endpoint    its address, without `/v1/traces`
    /// @param headers     sent with every batch; their values are secrets
    /// @param serviceName how this server is called there
    public record Otlp(URI endpoint, Map<String, String> headers, String serviceName) {

        public Otlp {
            headers = Map.copyOf(headers);
        }

        /// The address that traces are sent to.
        String tracesUrl() {
            String base = endpoint.toString().replaceAll("/+$", "");
            return base.endsWith("/v1/traces") ? base : base + "/v1/traces";
        }

        @Override
        public String toString() {
            return "Otlp[" + endpoint + ", headers=" + headers.keySet() + "]";
        }
    }

    /// Never shows a secret.
    @Override
    public String toString() {
        return "TracingSettings[on=" + on + ", ratio=" + ratio + ", most=" + most + ", otlp=" + otlp + ", sentry="
                + (sentryDsn != null) + "]";
    }
}
