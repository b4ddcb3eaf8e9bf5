package dev.opsdeck.server.profiles;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertRecording;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.profiles.Profile;
import dev.opsdeck.api.profiles.ProfileReason;
import dev.opsdeck.server.db.DatabaseUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Keeps what was recorded when an alert became critical: one of some minutes. What is recorded is written at
/// once, and gets its row when the database is there: that may be what the alert is about. Any thread.
final class AlertKeeper implements AutoCloseable {

    /// After one that was kept, no other is kept for so long: it would hold the same minutes.
    static final Duration PAUSE = Duration.ofMinutes(10);

    /// A database that is gone is asked again after so long.
    static final Duration AGAIN = Duration.ofSeconds(5);

    private final ProfileShelf shelf;
    private final ProfileRepository repository;
    private final ProfileSettings settings;
    private final Profiles.Log log;
    private final Duration again;
    private final AtomicReference<@Nullable Instant> last = new AtomicReference<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /// @param again how long to wait for a database that is gone before it is asked again
    AlertKeeper(
            ProfileShelf shelf,
            ProfileRepository repository,
            ProfileSettings settings,
            Profiles.Log log,
            Duration again) {
        this.shelf = shelf;
        this.repository = repository;
        this.settings = settings;
        this.log = log;
        this.again = again;
    }

    /// Whether one is to be kept now. Never blocks.
    boolean claim(Instant now) {
        Instant before = last.get();
        return (before == null || !now.isBefore(before.plus(PAUSE))) && last.compareAndSet(before, now);
    }

    /// Keeps it. On a thread that may wait.
    ///
    /// @param dump writes what is recorded
    void keep(String alertId, Recorded.Recorder dump) {
        Recorded.Recorder late = written(alertId, dump);
        try {
            Profile begun = begin(alertId);
            if (begun != null && shelf.make(begun.id(), late) == null) {
                log.log("Kept what was recorded before an alert became critical as profile " + begun.id() + ".", null);
            }
        } finally {
            shelf.endEarly(alertId);
        }
    }

    private Recorded.Recorder written(String alertId, Recorded.Recorder dump) {
        try {
            Path early = shelf.early(alertId);
            Recorded recorded = dump.record(early);
            return raw -> {
                Files.move(early, raw, StandardCopyOption.REPLACE_EXISTING);
                return recorded;
            };
        } catch (IOException e) {
            return raw -> {
                throw e;
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return raw -> {
                throw e;
            };
        }
    }

    /// @return null when it was closed before the database was there
    private @Nullable Profile begin(String alertId) {
        while (true) {
            try {
                return shelf.begin(ProfileReason.ALERT, null, alertId, (int) FlightWatch.KEPT.toSeconds());
            } catch (DatabaseUnavailable gone) {
                try {
                    if (closed.await(again.toMillis(), TimeUnit.MILLISECONDS)) {
                        return null;
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return null;
                }
            }
        }
    }

    /// What there is of an alert; null when it never was critical.
    @Nullable
    AlertRecording of(Alert alert) {
        Instant fired = alert.firingSince();
        if (alert.severity() != Severity.CRITICAL || fired == null) {
            return null;
        }
        Optional<Long> own = repository.ofAlert(alert.id());
        if (own.isPresent()) {
            return new AlertRecording(own.get(), null);
        }
        if (alert.gap()) {
            return new AlertRecording(null, "It was found afterwards, so nothing could be kept.");
        }
        Optional<Long> near = repository.ofAlertsBetween(fired.minus(PAUSE), fired);
        if (near.isPresent()) {
            return new AlertRecording(
                    near.get(), "Another alert had become critical shortly before: its recording was kept.");
        }
        return new AlertRecording(
                null,
                settings.mode() == ProfileSettings.Mode.SAMPLED
                        ? "Nothing is kept: recording begins two minutes after the start of a server, and the last "
                                + ProfileShelf.MOST + " recordings stay."
                        : "This server records nothing by itself: start it with --profiles sampled for that.");
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
