package dev.opsdeck.server.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.opsdeck.server.limits.LimitSettings.Rate;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One kind's limit: a bucket for each client, filled anew at the end of each window. Their number is bounded; one that
/// was not asked for a whole window is full again and forgotten. Thread-safe.
final class Limit {

    private static final HeaderName POLICY = HeaderNames.create("RateLimit-Policy");

    private static final long MOST_CLIENTS = 20_000;
    private static final long NANOS_A_SECOND = 1_000_000_000;

    private final Rate rate;
    private final String label;
    private final Header policy;
    private final TimeMeter time;
    private final @Nullable SharedBuckets shared;
    private final Cache<String, Counter> counters;

    /// A client's bucket of this instance, and the one of all instances.
    private record Counter(Bucket own, @Nullable Bucket shared) {}

    /// @param shared buckets of all instances; null: each counts for itself
    Limit(Kind kind, Rate rate, LongSupplier nanos, @Nullable SharedBuckets shared) {
        this.rate = rate;
        this.label = '"' + kind.label() + '"';
        this.policy = HeaderValues.createCached(
                POLICY, label + ";q=" + rate.requests() + ";w=" + rate.window().toSeconds());
        this.time = new Nanos(nanos);
        this.shared = shared;
        Ticker ticker = nanos::getAsLong;
        this.counters = Caffeine.newBuilder()
                .ticker(ticker)
                .executor(Runnable::run)
                .expireAfterAccess(rate.window().plusSeconds(1))
                .maximumSize(MOST_CLIENTS)
                .build();
    }

    /// Takes one request off the client's share.
    ConsumptionProbe take(String client) {
        Counter counter = counters.get(client, this::counter);
        Bucket all = counter.shared();
        ConsumptionProbe answer = all == null || shared == null ? null : shared.take(all);
        return answer != null ? answer : counter.own().tryConsumeAndReturnRemaining(1);
    }

    private Counter counter(String client) {
        Bandwidth width = Bandwidth.builder()
                .capacity(rate.requests())
                .refillIntervally(rate.requests(), rate.window())
                .build();
        Bucket own =
                Bucket.builder().withCustomTimePrecision(time).addLimit(width).build();
        return new Counter(own, shared == null ? null : shared.bucket(label + rate + ":" + client, width));
    }

    /// The value of `RateLimit-Policy`.
    Header policy() {
        return policy;
    }

    /// The value of `RateLimit`: what is left, and in how many seconds all of it is there again.
    String left(ConsumptionProbe probe) {
        return label + ";r=" + probe.getRemainingTokens() + ";t=" + seconds(probe.getNanosToWaitForReset());
    }

    /// What a client over the limit is told.
    String refusal(ConsumptionProbe probe) {
        return "That is more than " + rate.requests() + " requests in "
                + rate.window().toSeconds() + " s: please try again in " + retryAfter(probe) + " s.";
    }

    /// Seconds, at least one.
    long retryAfter(ConsumptionProbe probe) {
        return Math.max(1, seconds(probe.getNanosToWaitForRefill()));
    }

    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, NANOS_A_SECOND);
    }

    private record Nanos(LongSupplier clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return clock.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
