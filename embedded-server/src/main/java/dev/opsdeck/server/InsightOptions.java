package dev.opsdeck.server;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The options of the log of requests.
final class InsightOptions {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})\\s*(ms|s|m)");

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--slow-request",
            defaultValue = "1s",
            description = "From how long on a request is kept as slow, until an operator sets another threshold"
                    + " (${DEFAULT-VALUE}; such as 250ms).")
    private String slowRequest = "1s";

    @Option(
            names = "--request-log-days",
            defaultValue = "14",
            description = "How long slow and failed requests are kept (${DEFAULT-VALUE} days).")
    private int requestLogDays;

    InsightSettings settings() {
        if (requestLogDays < 1 || requestLogDays > 400) {
            throw wrongUse("--request-log-days must be from 1 to 400.");
        }
        Matcher parts = DURATION.matcher(slowRequest.strip().toLowerCase(Locale.ROOT));
        Duration slow = parts.matches() ? duration(Long.parseLong(parts.group(1)), parts.group(2)) : Duration.ZERO;
        if (slow.toMillis() < 1 || slow.toMillis() > 600_000) {
            throw wrongUse("--slow-request must be a duration from 1ms to 10m, such as 250ms or 1s.");
        }
        return new InsightSettings(slow, requestLogDays);
    }

    private static Duration duration(long number, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }

    private CommandLine.ParameterException wrongUse(String sentence) {
        return new CommandLine.ParameterException(spec.commandLine(), sentence);
    }
}
