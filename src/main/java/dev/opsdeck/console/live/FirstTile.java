package dev.opsdeck.console.live;

import dev.opsdeck.api.metrics.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ChangeListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Measures once how long it took from the start of the JVM to the first sample on the screen, and logs it. JavaFX
/// thread only.
public final class FirstTile {

    private static final Logger LOG = LoggerFactory.getLogger(FirstTile.class);

    private final ReadOnlyObjectWrapper<@Nullable Duration> taken = new ReadOnlyObjectWrapper<>(this, "taken");
    private final ChangeListener<@Nullable Sample> first = (property, before, now) -> arrived();
    private final LiveModel live;
    private final Instant jvmStart;
    private final InstantSource clock;

    public FirstTile(LiveModel live, Instant jvmStart, InstantSource clock) {
        this.live = live;
        this.jvmStart = jvmStart;
        this.clock = clock;
        live.sample().addListener(first);
    }

    /// Null until it has happened.
    public ReadOnlyObjectProperty<@Nullable Duration> taken() {
        return taken.getReadOnlyProperty();
    }

    private void arrived() {
        live.sample().removeListener(first);
        // After the tiles, which listen to the same sample, have been changed.
        FxPulse.of(this::measure).request();
    }

    private void measure() {
        Duration duration = Duration.between(jvmStart, clock.instant());
        taken.set(duration);
        LOG.info("first live tile after {} ms", duration.toMillis());
    }
}
