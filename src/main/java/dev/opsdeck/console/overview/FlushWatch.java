package dev.opsdeck.console.overview;

import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.console.ui.Formats;
import java.time.Duration;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Sees a flush in the log, whoever did it, and follows its recovery for ten minutes. FX thread.
final class FlushWatch {

    private static final Duration NEWS = Duration.ofMinutes(1);
    private static final Duration SHOWN = Duration.ofMinutes(10);

    private final ReadOnlyObjectWrapper<@Nullable FlushRecovery> recovery =
            new ReadOnlyObjectWrapper<>(this, "recovery");
    private @Nullable LogEntry seen;

    ReadOnlyObjectProperty<@Nullable FlushRecovery> recovery() {
        return recovery.getReadOnlyProperty();
    }

    /// The log has changed. A flush from before this window was opened is history, not news.
    ///
    /// @param log    newest first
    /// @param latest the latest sample, from before the flush
    void logged(List<LogEntry> log, @Nullable Sample latest) {
        LogEntry flush = newest(log);
        if (flush == null || flush.equals(seen)) {
            return;
        }
        seen = flush;
        if (latest != null && Duration.between(flush.at(), latest.at()).abs().compareTo(NEWS) < 0) {
            recovery.set(new FlushRecovery(flush.at(), flush.text(), latest));
        }
    }

    void sampled(Sample sample) {
        FlushRecovery followed = recovery.get();
        if (followed == null) {
            return;
        }
        followed.add(sample);
        if (Duration.between(followed.flushedAt(), sample.at()).compareTo(SHOWN) > 0) {
            recovery.set(null);
        }
    }

    /// Another server is shown.
    void forget(List<LogEntry> log) {
        seen = newest(log);
        recovery.set(null);
    }

    /// The operator has seen it.
    void dismiss() {
        recovery.set(null);
    }

    /// For the tile; empty when there is nothing to say.
    String note(Formats formats) {
        FlushRecovery followed = recovery.get();
        if (followed == null) {
            return "";
        }
        Duration took = followed.took();
        return took == null
                ? "flushed " + formats.clock(followed.flushedAt())
                : "90 % back after " + Formats.duration(took);
    }

    private static @Nullable LogEntry newest(List<LogEntry> log) {
        for (LogEntry entry : log) {
            if (entry.kind() == LogEntry.Kind.FLUSH) {
                return entry;
            }
        }
        return null;
    }
}
