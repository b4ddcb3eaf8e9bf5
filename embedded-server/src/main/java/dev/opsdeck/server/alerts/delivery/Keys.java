package dev.opsdeck.server.alerts.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/// Names by which receivers recognise what they have seen.
final class Keys {

    private Keys() {}

    /// Of an incident: the same from a rule's first to its last alert on a server, whatever the severity.
    ///
    /// @param origin tells installations apart that report to one receiver
    static String incident(String origin, String server, String rule) {
        return "opsdeck-" + origin + "-" + hash(server + '\0' + rule, 16);
    }

    /// Of a message: a channel is told of a server once in a moment.
    static String message(String origin, String channel, String server, Instant at) {
        return "opsdeck-" + origin + "-" + hash(channel + '\0' + server + '\0' + at, 16);
    }

    /// Of an alert's labels.
    static String fingerprint(Map<String, String> labels) {
        StringBuilder text = new StringBuilder();
        labels.forEach(
                (name, value) -> text.append(name).append('\0').append(value).append('\0'));
        return hash(text.toString(), 8);
    }

    private static String hash(String text, int bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
