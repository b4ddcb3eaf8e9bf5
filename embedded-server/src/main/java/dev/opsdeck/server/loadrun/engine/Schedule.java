package dev.opsdeck.server.loadrun.engine;

/// When each request of an open run is meant to start: a pure function, so that a run is exact, can be repeated, and a
/// late generator cannot move it. Any thread. Times are nanoseconds from the start of the run.
interface Schedule {

    /// The intended start of request `index`, counted from 0. Never falls as the index rises.
    long intendedNanos(long index);

    /// How many requests are meant to start before `nanos`, never more than [#total()].
    long dueBefore(long nanos);

    /// How many requests the whole run has.
    long total();

    /// The same distance between any two requests.
    static Schedule constantRate(double perSecond, long durationMillis) {
        return new ConstantRate(perSecond, durationMillis);
    }

    /// @param perSecond      requests a second, above 0
    /// @param durationMillis no request starts at or after it
    record ConstantRate(double perSecond, long durationMillis) implements Schedule {

        private static final double NANOS_PER_SECOND = 1e9;

        public ConstantRate {
            if (!(perSecond > 0) || Double.isInfinite(perSecond) || durationMillis < 0) {
                throw new IllegalArgumentException("A schedule needs a rate above 0 and a duration, not " + perSecond
                        + "/s for " + durationMillis + " ms.");
            }
        }

        @Override
        public long intendedNanos(long index) {
            return Math.round(index / perSecond * NANOS_PER_SECOND);
        }

        @Override
        public long dueBefore(long nanos) {
            long end = Math.min(nanos, durationMillis * 1_000_000);
            if (end <= 0) {
                return 0;
            }
            // The division may be off by one in the last bit: intendedNanos decides.
            long count = (long) Math.ceil(end / NANOS_PER_SECOND * perSecond);
            while (count > 0 && intendedNanos(count - 1) >= end) {
                count--;
            }
            while (intendedNanos(count) < end) {
                count++;
            }
            return count;
        }

        @Override
        public long total() {
            return dueBefore(Long.MAX_VALUE);
        }
    }
}
