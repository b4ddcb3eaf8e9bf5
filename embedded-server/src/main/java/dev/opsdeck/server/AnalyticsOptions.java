package dev.opsdeck.server;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// How long events and figures are kept, as options of `serve`.
final class AnalyticsOptions {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--event-days",
            defaultValue = "" + AnalyticsSettings.DEFAULT_EVENT_DAYS,
            description = "Days that an event may be late; their ids are kept for a day longer (${DEFAULT-VALUE}).")
    private int eventDays;

    @Option(
            names = "--analytics-days",
            defaultValue = "" + AnalyticsSettings.DEFAULT_KEPT_DAYS,
            description = "Days that day figures and price changes are kept (${DEFAULT-VALUE}).")
    private int analyticsDays;

    /// @throws CommandLine.ParameterException if one of them is out of its bounds
    AnalyticsSettings settings() {
        if (eventDays < 1 || eventDays > 30) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--event-days must be from 1 to 30.");
        }
        // The scores of products look back 30 days, and a late event must find its day.
        if (analyticsDays < 35 || analyticsDays > 4_000) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--analytics-days must be from 35 to 4000.");
        }
        return new AnalyticsSettings(eventDays, analyticsDays);
    }
}
