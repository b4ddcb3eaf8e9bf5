package dev.opsdeck.server.limits;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The limits of a client, by kind of request; null for a kind without one.
///
/// @param reads      of products, by the public
/// @param sync       orders to sync, by anybody
/// @param operations everything else of whoever has a token: more than consoles ask for, less than a broken loop does
/// @param other      everything else of the public
public record LimitSettings(
        @Nullable Rate reads,
        @Nullable Rate sync,
        @Nullable Rate operations,
        @Nullable Rate other) {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// The figures of the operations document; 1,000 a minute for operators and viewers.
    public static final LimitSettings DEFAULT = new LimitSettings(
            new Rate(100, MINUTE), new Rate(10, MINUTE), new Rate(1_000, MINUTE), new Rate(100, MINUTE));

    /// No limits.
    public static final LimitSettings OFF = new LimitSettings(null, null, null, null);

    /// So many requests in each window; the first request opens one.
    public record Rate(long requests, Duration window) {

        private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,6})(?:/([1-9][0-9]{0,3})(s|m|h))?");

        /// `100` (a minute), `100/60s`, or `off`.
        ///
        /// @throws IllegalArgumentException with a sentence
        public static @Nullable Rate parse(String text) {
            if (text.strip().equals("off")) {
                return null;
            }
            Matcher form = FORM.matcher(text.strip());
            if (!form.matches()) {
                throw new IllegalArgumentException(
                        "'" + text + "' is no limit: write it like 100 (a minute), 100/60s, or off.");
            }
            long count = form.group(2) == null ? 1 : Long.parseLong(form.group(2));
            String named = form.group(3) == null ? "m" : form.group(3);
            Duration unit = switch (named) {
                case "s" -> Duration.ofSeconds(1);
                case "h" -> Duration.ofHours(1);
                default -> MINUTE;
            };
            return new Rate(Long.parseLong(form.group(1)), unit.multipliedBy(count));
        }

        @Override
        public String toString() {
            return requests + "/" + window.toSeconds() + "s";
        }
    }
}
