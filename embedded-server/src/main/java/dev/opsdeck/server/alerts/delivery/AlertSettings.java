package dev.opsdeck.server.alerts.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// When and where alerts are told. A channel that is null is not set up.
///
/// @param groupWait     how long the first alert of a server waits for others
/// @param groupInterval how long later ones of that server wait for others
/// @param repeat        after how long alerts that still fire are told again
/// @param slack         an incoming webhook
/// @param heartbeat     asked for each minute, by GET or POST
/// @param heartbeatPost whether by POST
public record AlertSettings(
        Duration groupWait,
        Duration groupInterval,
        Duration repeat,
        @Nullable WebTarget slack,
        @Nullable PagerDuty pagerDuty,
        @Nullable MailSettings mail,
        @Nullable WebTarget webhook,
        @Nullable WebTarget heartbeat,
        boolean heartbeatPost) {

    /// Nobody is told; the times are Alertmanager's.
    public static final AlertSettings DEFAULT = new AlertSettings(
            Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(4), null, null, null, null, null, false);

    /// @param key the integration key of a service, which is secret
    public record PagerDuty(String key, WebTarget target) {

        /// @throws IllegalArgumentException with a sentence
        public PagerDuty {
            if (!key.matches("[A-Za-z0-9_-]{1,64}")) {
                throw new IllegalArgumentException(
                        "is not the integration key of a PagerDuty service, which has letters and digits only.");
            }
        }

        @Override
        public String toString() {
            return "PagerDuty[" + target + "]";
        }
    }
}
