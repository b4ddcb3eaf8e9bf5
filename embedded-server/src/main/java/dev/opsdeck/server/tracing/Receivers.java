package dev.opsdeck.server.tracing;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Opens what the settings name.
final class Receivers {

    private Receivers() {}

    /// @throws IllegalArgumentException with a sentence, when an address or a DSN is none
    static List<Outbox> open(TracingSettings settings, String node, String version, InstantSource clock) {
        List<Outbox> outboxes = new ArrayList<>();
        if (settings.on() && settings.otlp() != null) {
            Destination otlp = new OtlpDestination(settings.otlp(), node, version);
            outboxes.add(new Outbox(otlp, Outbox.Pace.STANDARD, clock));
        }
        if (settings.on() && settings.sentryDsn() != null) {
            Destination sentry = new SentryDestination(settings.sentryDsn(), node, version);
            outboxes.add(new Outbox(sentry, Outbox.Pace.STANDARD, clock));
        }
        return List.copyOf(outboxes);
    }
}
