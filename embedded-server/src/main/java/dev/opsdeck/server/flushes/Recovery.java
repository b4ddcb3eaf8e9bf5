package dev.opsdeck.server.flushes;

import dev.opsdeck.api.caches.FlushFindings;
import dev.opsdeck.api.caches.FlushLevel;
import dev.opsdeck.api.caches.FlushPoint;
import dev.opsdeck.api.caches.FlushState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds in the seconds around a flush what it led to; [FlushFindings] says how. A pure function.
final class Recovery {

    /// How far the former level looks back.
    static final Duration FORMER = Duration.ofMinutes(5);

    /// How long a recovery is followed.
    static final Duration FOLLOWED = Duration.ofMinutes(10);

    /// After it is back, or when there is nothing to come back to.
    static final Duration AFTERWARDS = Duration.ofMinutes(1);

    /// How late a second may come into the database.
    static final Duration LATE = Duration.ofSeconds(5);

    private static final double GOAL = 0.9;
    private static final Duration LOOK_BACK = Duration.ofSeconds(5);
    private static final Duration HELD = Duration.ofSeconds(10);

    /// Of fewer, a share is left to chance.
    private static final int LEAST_LOOKUPS_PER_SECOND = 2;

    private static final int LEAST_FORMER_SECONDS = 10;
    private static final int LEAST_REQUESTS = 20;

    private final Seconds all;
    private final Instant flushedAt;
    private final @Nullable Disturbance before;
    private final @Nullable Disturbance after;
    private final Instant now;
    private final Seconds former;
    private final FlushLevel level;
    private final @Nullable String noLevel;

    /// What was found by now.
    ///
    /// @param settled whether it stays so
    record Found(FlushFindings findings, List<FlushPoint> curve, boolean settled) {}

    private Recovery(Seconds all, Instant flushedAt, List<Disturbance> disturbances, Instant now) {
        this.all = all;
        this.flushedAt = flushedAt;
        this.now = now;
        Comparator<Disturbance> byTime = Comparator.comparing(Disturbance::at);
        this.before = disturbances.stream()
                .filter(other -> !other.at().isAfter(flushedAt) && other.at().isAfter(flushedAt.minus(FORMER)))
                .max(byTime)
                .orElse(null);
        this.after = disturbances.stream()
                .filter(other -> other.at().isAfter(flushedAt))
                .min(byTime)
                .orElse(null);
        this.former = all.whollyBetween(before == null ? flushedAt.minus(FORMER) : before.at(), flushedAt);
        this.level = former.level();
        this.noLevel = noLevel();
    }

    /// @param seconds      from [#FORMER] before the flush to [#FOLLOWED] after it, as far as there are any
    /// @param disturbances in that time; the flush is none of them
    static Found of(List<Second> seconds, Instant flushedAt, List<Disturbance> disturbances, Instant now) {
        return new Recovery(new Seconds(seconds), flushedAt, disturbances, now).find();
    }

    private Found find() {
        Instant last = lastMoment(noLevel == null ? FOLLOWED : AFTERWARDS);
        Instant back = noLevel == null ? back(earlier(last, now)) : null;
        Instant end = back == null ? last : earlier(last, back.plus(AFTERWARDS));
        boolean settled = !now.isBefore(end.plus(LATE));
        Instant followed = earlier(end, now);
        Seconds until = all.between(flushedAt, back == null ? followed : back);
        String untold = noLevel == null && back == null && settled ? untold(until, last) : null;
        FlushState state = back != null
                ? FlushState.BACK
                : noLevel != null || untold != null
                        ? FlushState.UNKNOWN
                        : settled ? FlushState.NOT_BACK : FlushState.RUNNING;
        FlushFindings findings = new FlushFindings(
                state,
                former.isEmpty() ? null : level,
                back == null
                        ? null
                        : (Double) (Duration.between(flushedAt, back).toMillis() / 1000.0),
                noLevel == null ? extraQueries(until) : null,
                highest(until, Seconds::queriesPerSecond),
                until.list().stream()
                        .map(Second::dbActive)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                highest(until, window -> window.p95Millis(LEAST_REQUESTS)),
                Duration.between(flushedAt, followed).toSeconds(),
                Stream.of(
                                noLevel,
                                untold,
                                shortLevel(),
                                missing(until, back == null ? followed : back),
                                otherLoad(followed(back, followed)))
                        .filter(Objects::nonNull)
                        .toList());
        return new Found(findings, FlushCurve.of(all, flushedAt, followed), settled);
    }

    private Seconds followed(@Nullable Instant back, Instant end) {
        return all.between(flushedAt, back == null ? end : earlier(end, back.plus(HELD)));
    }

    private Instant lastMoment(Duration longest) {
        Instant last = flushedAt.plus(longest);
        return after == null ? last : earlier(last, after.at());
    }

    /// The first moment that has the goal before and behind it.
    private @Nullable Instant back(Instant until) {
        double goal = GOAL * Objects.requireNonNull(level.hitShare());
        Seconds fresh = all.whollyBetween(flushedAt, until);
        for (Second second : fresh.list()) {
            Instant at = second.at();
            if (at.plus(HELD).isAfter(until)) {
                return null;
            }
            if (has(goal, fresh.between(at.minus(LOOK_BACK), at), LOOK_BACK)
                    && has(goal, fresh.between(at, at.plus(HELD)), HELD)) {
                return at;
            }
        }
        return null;
    }

    private static boolean has(double goal, Seconds window, Duration length) {
        Double share = window.hitShare();
        return share != null && share >= goal && window.lookups() >= LEAST_LOOKUPS_PER_SECOND * length.toSeconds();
    }

    private @Nullable Long extraQueries(Seconds until) {
        Long queries = until.queries();
        Double formerRate = level.queriesPerSecond();
        return queries == null || formerRate == null
                ? null
                : (Long) Math.max(0, Math.round(queries - formerRate * until.length()));
    }

    /// Of all stretches of five seconds.
    private static @Nullable Double highest(Seconds until, Function<Seconds, @Nullable Double> figure) {
        Double highest = null;
        for (Second second : until.list()) {
            Double value = figure.apply(until.between(second.at().minus(LOOK_BACK), second.at()));
            if (value != null && (highest == null || value > highest)) {
                highest = value;
            }
        }
        return highest;
    }

    private @Nullable String noLevel() {
        Double share = level.hitShare();
        if (former.length() < LEAST_FORMER_SECONDS) {
            return "Only " + seconds(former.length()) + " before the flush are known, too few to tell a former level.";
        }
        if (share == null) {
            return "Nothing was looked up in the caches before the flush, so there is no hit rate to come back to.";
        }
        if (former.lookups() < LEAST_LOOKUPS_PER_SECOND * former.length()) {
            return "Only " + former.lookups() + " lookups in the " + seconds(former.length())
                    + " before the flush: too few to tell a hit rate.";
        }
        return share == 0 ? "No lookup was a hit before the flush, so there is nothing to come back to." : null;
    }

    private @Nullable String untold(Seconds until, Instant last) {
        if (after != null && !after.at().isAfter(last)) {
            return after.kind().happened() + " " + seconds(seconds(flushedAt, after.at()))
                    + " after the flush: what came back later is not told.";
        }
        if (until.length() < seconds(flushedAt, last) / 2) {
            return "Too few of the seconds after the flush are stored.";
        }
        return until.lookups() < LEAST_LOOKUPS_PER_SECOND * until.length()
                ? "Only " + until.lookups() + " lookups in the " + seconds(until.length())
                        + " after the flush: too few to tell a hit rate."
                : null;
    }

    private @Nullable String shortLevel() {
        if (before != null) {
            return "The former level is that of " + seconds(former.length()) + ", since "
                    + before.kind().noun() + ".";
        }
        boolean whole = former.length() > 0.9 * FORMER.toSeconds();
        return whole || former.isEmpty()
                ? null
                : "The former level is that of " + seconds(former.length()) + ": no more is stored.";
    }

    private @Nullable String missing(Seconds until, Instant end) {
        double missing = seconds(flushedAt, end) - until.length();
        // The latest seconds may still be on their way.
        boolean late = Duration.between(end, now).compareTo(LATE) < 0;
        return missing > (late ? 3 + LATE.toSeconds() : 3)
                ? "Of the time after the flush " + seconds(missing) + " are not stored."
                : null;
    }

    private @Nullable String otherLoad(Seconds followed) {
        double was = level.requestsPerSecond();
        double now = followed.requestsPerSecond();
        boolean other = followed.length() >= LEAST_FORMER_SECONDS && was > 0 && (now > 1.5 * was || now < was / 1.5);
        return other
                ? "Requests came at " + rate(was) + " a second before the flush and at " + rate(now)
                        + " after it: the figures compare different loads."
                : null;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    private static String seconds(double length) {
        return Math.round(length) + " s";
    }

    private static String rate(double perSecond) {
        return perSecond < 10
                ? String.valueOf(Math.round(perSecond * 10) / 10.0)
                : String.valueOf(Math.round(perSecond));
    }
}
