package dev.opsdeck.server.profiles;

/// How this process is profiled.
public record ProfileSettings(Mode mode) {

    /// All of it.
    public static final ProfileSettings DEFAULT = new ProfileSettings(Mode.SAMPLED);

    /// How much is recorded.
    public enum Mode {
        /// All the time, sparingly: for the methods of the last hours, and to be kept at a critical alert. And on
        /// demand.
        SAMPLED,
        /// Only when somebody asks.
        ON_DEMAND,
        /// Never.
        OFF
    }
}
