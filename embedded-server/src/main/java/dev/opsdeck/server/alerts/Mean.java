package dev.opsdeck.server.alerts;

import org.jspecify.annotations.Nullable;

/// The mean of a gauge over a stretch that moves on. Sums whole numbers, so that taking away what was added leaves no
/// rounding behind: after a restart the mean is the same to the last bit. For one thread.
final class Mean {

    private final double scale;
    private long sum;
    private long count;

    /// @param scale how many parts of one are told apart
    Mean(double scale) {
        this.scale = scale;
    }

    /// @param sign 1 to add, -1 to take away
    void change(@Nullable Double value, int sign) {
        if (value != null) {
            sum += sign * Math.round(value * scale);
            count += sign;
        }
    }

    /// Null when there was no value.
    @Nullable
    Double value() {
        return count == 0 ? null : sum / scale / count;
    }

    /// All of it, not the mean.
    double total() {
        return sum / scale;
    }
}
