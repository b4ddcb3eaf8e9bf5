package dev.opsdeck.server;

import dev.opsdeck.server.tracing.TracingSettings;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The options of tracing.
final class TracingOptions {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--tracing", defaultValue = "on", description = "on, or off for no traces at all.")
    private String tracing = "on";

    @Option(
            names = "--trace-ratio",
            defaultValue = "0.1",
            description = "The share of requests whose traces are kept, from 0 to 1 (${DEFAULT-VALUE}); slow and failed"
                    + " ones always are.")
    private double ratio;

    @Option(
            names = "--traces-kept",
            defaultValue = "2000",
            description = "How many traces are kept of each: sampled, slow, failed, runs (${DEFAULT-VALUE}).")
    private int kept;

    @Option(
            names = "--otlp-endpoint",
            defaultValue = "${env:OTEL_EXPORTER_OTLP_ENDPOINT:-}",
            description = "Send traces to a receiver of OpenTelemetry's protocol over HTTP, such as"
                    + " http://127.0.0.1:4318; also as OTEL_EXPORTER_OTLP_ENDPOINT.")
    private String otlpEndpoint = "";

    @Option(
            names = "--otlp-headers",
            defaultValue = "${env:OTEL_EXPORTER_OTLP_HEADERS:-}",
            description = "Headers for it, such as api-key=SECRET, separated by commas; better as"
                    + " OPSDECK_OTLP_HEADERS or OTEL_EXPORTER_OTLP_HEADERS.")
    private String otlpHeaders = "";

    @Option(
            names = "--service-name",
            defaultValue = "${env:OTEL_SERVICE_NAME:-opsdeck}",
            description = "How this server is called there (${DEFAULT-VALUE}).")
    private String serviceName = "opsdeck";

    @Option(
            names = "--sentry-dsn",
            description = "Send traces and failures to this Sentry project; better as OPSDECK_SENTRY_DSN.")
    private @Nullable String sentryDsn;

    TracingSettings settings() {
        if (!tracing.equals("on") && !tracing.equals("off")) {
            throw wrongUse("--tracing must be on or off.");
        }
        if (!(ratio >= 0 && ratio <= 1)) {
            throw wrongUse("--trace-ratio must be from 0 to 1, such as 0.1.");
        }
        if (kept < 1 || kept > 100_000) {
            throw wrongUse("--traces-kept must be from 1 to 100000.");
        }
        return new TracingSettings(tracing.equals("on"), ratio, kept, otlp(), sentryDsn());
    }

    private TracingSettings.@Nullable Otlp otlp() {
        if (otlpEndpoint.isBlank()) {
            return null;
        }
        return new TracingSettings.Otlp(
                webAddress("--otlp-endpoint must be an address such as http://127.0.0.1:4318.", otlpEndpoint),
                headers(),
                serviceName.isBlank() ? "opsdeck" : serviceName.strip());
    }

    /// As OpenTelemetry writes them: names and values with percent signs, `a=1,b=2`.
    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String pair : otlpHeaders.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isBlank() && equals < 1) {
                throw wrongUse("--otlp-headers must be names and values such as api-key=SECRET, separated by commas.");
            }
            if (!pair.isBlank()) {
                headers.put(pair.substring(0, equals).strip(), decoded(pair.substring(equals + 1)));
            }
        }
        return headers;
    }

    /// Never shows it: it holds a key.
    private @Nullable String sentryDsn() {
        if (sentryDsn == null || sentryDsn.isBlank()) {
            return null;
        }
        String sentence =
                "--sentry-dsn must be the DSN of a Sentry project, such as https://KEY@o1.ingest.sentry.io/2.";
        URI dsn = webAddress(sentence, sentryDsn);
        if (dsn.getRawUserInfo() == null || dsn.getPath().length() < 2) {
            throw wrongUse(sentence);
        }
        return sentryDsn.strip();
    }

    private URI webAddress(String sentence, String text) {
        try {
            URI address = URI.create(text.strip());
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            if (address.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                return address;
            }
        } catch (IllegalArgumentException notOne) {
            // Said below.
        }
        throw wrongUse(sentence);
    }

    private String decoded(String value) {
        try {
            // A plus sign is one.
            return URLDecoder.decode(value.strip().replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw wrongUse("--otlp-headers: a percent sign in a value must be written %25.");
        }
    }

    private CommandLine.ParameterException wrongUse(String sentence) {
        return new CommandLine.ParameterException(spec.commandLine(), sentence);
    }
}
