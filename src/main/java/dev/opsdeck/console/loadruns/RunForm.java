package dev.opsdeck.console.loadruns;

import dev.opsdeck.api.InvalidField;
import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadRequest;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// What was typed into the dialog for a new run, and what follows from it: either an order for the server or a
/// sentence at every field that cannot be read. A value; any thread.
///
/// @param thinkMillis only asked for users; a user who does not pause sends as fast as answers come
/// @param hours       only asked for a soak
/// @param rampUp      seconds before, in which the load rises; nothing for none
/// @param scenario    text of the file with own calls; null for the standard mix
record RunForm(
        Kind kind,
        String rate,
        String users,
        String seconds,
        String thinkMillis,
        String hours,
        String rampUp,
        @Nullable String scenario) {

    /// What the operator chose.
    enum Kind {
        SMOKE,
        BASELINE,
        RATE,
        USERS,
        SPIKE,
        RAMP,
        SOAK,
        /// 125,000 requests.
        GOAL
    }

    /// A field of the dialog.
    enum Field {
        RATE,
        USERS,
        SECONDS,
        THINK,
        HOURS,
        RAMP_UP
    }

    /// An order, or a sentence for each field at fault.
    sealed interface Result {
        record Order(LoadRequest request) implements Result {}

        record Faults(Map<Field, String> sentences) implements Result {}
    }

    private static final int SMOKE_RATE = 50;
    private static final int SMOKE_SECONDS = 10;
    private static final int BASELINE_USERS = 200;
    private static final int BASELINE_SECONDS = 300;

    /// What the server takes when nothing else is asked for.
    static final int PROFILE_THINK_MILLIS = 450;

    /// How many of the numbers a kind needs.
    static boolean uses(Kind kind, Field field) {
        return switch (field) {
            case RATE -> kind == Kind.RATE || kind == Kind.SPIKE || kind == Kind.RAMP || kind == Kind.SOAK;
            case USERS, THINK -> kind == Kind.USERS;
            case SECONDS -> kind == Kind.RATE || kind == Kind.USERS;
            case HOURS -> kind == Kind.SOAK;
            case RAMP_UP -> kind != Kind.SMOKE;
        };
    }

    Result read() {
        Map<Field, String> faults = new EnumMap<>(Field.class);
        Double perSecond = null;
        Integer atOnce = null;
        Integer duration = null;
        Integer think = null;
        Integer before = null;
        if (uses(kind, Field.RATE)) {
            perSecond = kind == Kind.SPIKE
                    ? number(rate, 0.1, 2_000, Field.RATE, "requests a second, from 0.1 to 2,000", faults)
                    : number(rate, 0.1, 20_000, Field.RATE, "requests a second, from 0.1 to 20,000", faults);
        }
        if (uses(kind, Field.HOURS) && !hours.isBlank()) {
            Integer whole = whole(hours, 1, 12, Field.HOURS, "whole hours, from 1 to 12", faults);
            duration = whole == null ? null : whole * 3_600;
        }
        if (uses(kind, Field.RAMP_UP) && !rampUp.isBlank()) {
            before = whole(rampUp, 0, 600, Field.RAMP_UP, "whole seconds, from 0 to 600, or nothing", faults);
        }
        if (uses(kind, Field.USERS)) {
            atOnce = whole(users, 1, 2_000, Field.USERS, "a whole number of users, from 1 to 2,000", faults);
        }
        if (uses(kind, Field.SECONDS)) {
            duration = whole(seconds, 1, 43_200, Field.SECONDS, "whole seconds, from 1 to 43,200 (12 hours)", faults);
        }
        if (uses(kind, Field.THINK) && !thinkMillis.isBlank()) {
            think = whole(
                    thinkMillis, 0, 60_000, Field.THINK, "whole milliseconds, from 0 to 60,000, or nothing", faults);
        }
        if (!faults.isEmpty()) {
            return new Result.Faults(faults);
        }
        LoadProfile profile = switch (kind) {
            case SMOKE -> LoadProfile.SMOKE;
            case RATE -> LoadProfile.CONSTANT;
            case BASELINE, USERS -> LoadProfile.BASELINE;
            case SPIKE -> LoadProfile.SPIKE;
            case RAMP -> LoadProfile.RAMP;
            case SOAK -> LoadProfile.SOAK;
            case GOAL -> LoadProfile.GOAL;
        };
        try {
            return new Result.Order(
                    new LoadRequest(profile, null, null, perSecond, atOnce, duration, think, before, scenario, null));
        } catch (InvalidField e) {
            return new Result.Faults(Map.of(Field.SECONDS, String.valueOf(e.getMessage())));
        }
    }

    /// How many requests the order sends in total, for runs on a schedule; empty for users, whose pace is the
    /// server's.
    OptionalDouble totalRequests() {
        if (kind == Kind.SMOKE) {
            return OptionalDouble.of(SMOKE_RATE * SMOKE_SECONDS);
        }
        if (kind == Kind.RAMP || kind == Kind.GOAL) {
            return OptionalDouble.empty();
        }
        LoadRequest order = order();
        if (order == null || order.ratePerSecond() == null) {
            return OptionalDouble.empty();
        }
        // Of a spike 90 s are at the rate and 30 s at ten times that.
        double seconds = kind == Kind.SPIKE ? 90 + 10 * 30 : durationSeconds();
        return OptionalDouble.of(Math.rint(order.ratePerSecond() * (seconds + rampUpSeconds() / 2.0)));
    }

    /// Users at once, for runs of users.
    int usersAtOnce() {
        LoadRequest order = order();
        return order != null && order.users() != null ? order.users() : BASELINE_USERS;
    }

    int durationSeconds() {
        LoadRequest order = order();
        if (order != null && order.durationSeconds() != null) {
            return order.durationSeconds();
        }
        return switch (kind) {
            case SMOKE -> SMOKE_SECONDS;
            case SPIKE -> 120;
            case SOAK -> 4 * 3_600;
            case GOAL -> 1_800;
            case BASELINE, RATE, USERS, RAMP -> BASELINE_SECONDS;
        };
    }

    /// Requests a second; of a ramp those of a step.
    double perSecond() {
        LoadRequest order = order();
        return order != null && order.ratePerSecond() != null ? order.ratePerSecond() : SMOKE_RATE;
    }

    int rampUpSeconds() {
        LoadRequest order = order();
        return order != null && order.rampUpSeconds() != null ? order.rampUpSeconds() : 0;
    }

    /// Pause of each user between answer and next request, in milliseconds.
    int thinkTime() {
        LoadRequest order = order();
        return order != null && order.thinkMillis() != null ? order.thinkMillis() : PROFILE_THINK_MILLIS;
    }

    private @Nullable LoadRequest order() {
        return read() instanceof Result.Order order ? order.request() : null;
    }

    private static @Nullable Double number(
            String text, double min, double max, Field field, String what, Map<Field, String> faults) {
        String digits = plain(text);
        if (digits.matches("\\d{1,9}(\\.\\d{1,6})?")) {
            double value = Double.parseDouble(digits);
            if (value >= min && value <= max) {
                return value;
            }
        }
        faults.put(field, "Enter " + what + ".");
        return null;
    }

    private static @Nullable Integer whole(
            String text, int min, int max, Field field, String what, Map<Field, String> faults) {
        String digits = plain(text);
        if (digits.matches("\\d{1,9}")) {
            int value = Integer.parseInt(digits);
            if (value >= min && value <= max) {
                return value;
            }
        }
        faults.put(field, "Enter " + what + ".");
        return null;
    }

    /// Thousands may be separated by a comma or a space, as this console shows them.
    private static String plain(String text) {
        return text.strip().replaceAll("(?<=\\d)[, \u00a0\u202f](?=\\d{3}(\\D|$))", "");
    }
}
