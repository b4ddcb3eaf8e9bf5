package dev.opsdeck.server;

/// How long events and their figures are kept.
///
/// @param eventDays how many days an event may be late; its id is kept for a day longer, so that it counts once
/// @param keptDays  how many days of figures and price changes are kept
public record AnalyticsSettings(int eventDays, int keptDays) {

    static final int DEFAULT_EVENT_DAYS = 7;
    static final int DEFAULT_KEPT_DAYS = 400;

    /// What suits ten million events a day, and comparing a day with that of the year before.
    public static final AnalyticsSettings DEFAULT = new AnalyticsSettings(DEFAULT_EVENT_DAYS, DEFAULT_KEPT_DAYS);
}
