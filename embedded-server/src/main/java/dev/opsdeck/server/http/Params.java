package dev.opsdeck.server.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.opsdeck.api.Check;
import io.helidon.webserver.http.ServerRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The parameters of one request, checked: whatever is wrong is refused with 400 and its name.
public final class Params {

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final ServerRequest req;

    private Params(ServerRequest req) {
        this.req = req;
    }

    public static Params of(ServerRequest req) {
        return new Params(req);
    }

    /// `limit`, from 1 to `max`.
    public int limit(int fallback, int max) {
        return whole("limit", fallback, 1, max);
    }

    /// `offset`, from 0 on.
    public int offset() {
        return whole("offset", 0, 0, Integer.MAX_VALUE);
    }

    /// A whole number from `min` to `max`.
    public int whole(String name, int fallback, int min, int max) {
        String value = text(name, 32);
        if (value == null) {
            return fallback;
        }
        try {
            return (int) Check.range(name, Long.parseLong(value), min, max);
        } catch (NumberFormatException e) {
            throw ApiException.badRequest(name, "'" + name + "' must be a whole number.");
        }
    }

    /// A text of at most `maxLength` characters; null when it is absent or empty.
    public @Nullable String text(String name, int maxLength) {
        String value = req.query().first(name).orElse("");
        return value.isEmpty() ? null : Check.optionalText(name, value, maxLength);
    }

    /// All values of a parameter that may be repeated.
    public List<String> all(String name) {
        return req.query().contains(name) ? req.query().all(name) : List.of();
    }

    /// One of the words of an enum, as they are written in JSON.
    public <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
        String value = text(name, 64);
        if (value == null) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(value))
                .findFirst()
                .orElseThrow(() -> ApiException.badRequest(
                        name,
                        "'" + name + "' must be one of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(Params::word)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    /// `true` or `false`; null when it is absent.
    public @Nullable Boolean flag(String name) {
        String value = text(name, 8);
        if (value != null && !value.equals("true") && !value.equals("false")) {
            throw ApiException.badRequest(name, "'" + name + "' must be true or false.");
        }
        return value == null ? null : Boolean.valueOf(value);
    }

    /// An ISO-8601 instant such as `2026-11-23T03:12:00Z`.
    public @Nullable Instant instant(String name) {
        String value = text(name, 40);
        try {
            Instant instant = value == null ? null : Instant.parse(value);
            // Databases know no year 1,000,000.
            if (instant != null && (instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST))) {
                throw ApiException.badRequest(name, "'" + name + "' must lie between the years 1970 and 2200.");
            }
            return instant;
        } catch (DateTimeParseException e) {
            throw ApiException.badRequest(name, "'" + name + "' must be a time such as 2026-11-23T03:12:00Z.");
        }
    }

    /// A day such as `2026-11-23`.
    public @Nullable LocalDate day(String name) {
        String value = text(name, 40);
        try {
            // As written in four digits: databases know no year 1,000,000.
            if (value != null && value.length() != 10) {
                throw new DateTimeParseException("not ten characters", value, 0);
            }
            return value == null ? null : LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            throw ApiException.badRequest(name, "'" + name + "' must be a day such as 2026-11-23.");
        }
    }

    /// `period`: days, written `30d`, from 1d to 365d.
    public int periodDays(int fallback) {
        String value = text("period", 8);
        if (value == null) {
            return fallback;
        }
        if (!value.matches("[0-9]{1,3}d")) {
            throw ApiException.badRequest("period", "'period' must be a number of days such as 30d.");
        }
        return (int) Check.range("period", Long.parseLong(value.substring(0, value.length() - 1)), 1, 365);
    }

    /// The path parameter `id`.
    public long pathId() {
        try {
            return Long.parseLong(path("id"));
        } catch (NumberFormatException e) {
            throw ApiException.notFound("There is nothing at this address: an id is a whole number.");
        }
    }

    /// A path parameter.
    ///
    /// @throws ApiException 400 if it has a NUL character
    public String path(String name) {
        String value = req.path().pathParameters().get(name);
        // Nothing has a name like that, and PostgreSQL does not even look for it.
        if (value.indexOf('\0') >= 0) {
            throw ApiException.badRequest(name, "'" + name + "' contains a NUL character.");
        }
        return value;
    }

    /// A constant of an enum as it is written in JSON and in addresses.
    public static String word(Enum<?> constant) {
        try {
            JsonProperty json =
                    constant.getDeclaringClass().getField(constant.name()).getAnnotation(JsonProperty.class);
            return json == null ? constant.name().toLowerCase(Locale.ROOT) : json.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("a constant is a field of its enum", e);
        }
    }
}
