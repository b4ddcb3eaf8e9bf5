package dev.opsdeck.server.http;

/// Who sent a request.
///
/// @param level   what its token allows
/// @param address of the client: the peer's, or what a trusted proxy says
/// @param client  what distinguishes it from others: a short hash of its token, or its address
public record Caller(Level level, String address, String client) {

    /// What a token allows; each level includes the ones before it.
    public enum Level {
        PUBLIC,
        VIEWER,
        OPERATOR
    }

    /// As the log of actions names it.
    public String actor() {
        return switch (level) {
            case PUBLIC -> "somebody at " + address;
            case VIEWER -> "viewer at " + address;
            case OPERATOR -> "operator at " + address;
        };
    }
}
