package dev.opsdeck.server.alerts.delivery;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// When a failed attempt is made again: after 1, 2, 4, ... 60 s, of which a random part of up to a half is taken
/// off, so that many senders do not come at once. A receiver that said when gets its wish, up to an hour.
final class Backoff {

    static final Duration LONGEST = Duration.ofMinutes(1);
    static final Duration LONGEST_WISH = Duration.ofHours(1);

    private final DoubleSupplier random;

    /// @param random from 0 to 1
    Backoff(DoubleSupplier random) {
        this.random = random;
    }

    /// @param attempts how many were made
    /// @param wish     of the receiver; null: none
    Duration after(int attempts, @Nullable Duration wish) {
        long full = LONGEST.toMillis();
        if (attempts < 7) {
            full = Math.min(full, 1_000L << Math.max(0, attempts - 1));
        }
        Duration own = Duration.ofMillis(Math.round(full * (1 - random.getAsDouble() / 2)));
        if (wish == null || wish.compareTo(own) < 0) {
            return own;
        }
        return wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
    }
}
