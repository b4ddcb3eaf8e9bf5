package dev.opsdeck.console.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.console.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArmingTest {

    private final HttpClients http = new HttpClients();
    private final Clock clock = new Clock("2026-11-23T12:00:00Z");
    private final Arming arming = new Arming(clock);
    private final ApiClient api = http.api("eu-prod", "http://127.0.0.1:9", null);
    private final Remote remote = new Remote("a", "eu-prod", "http://127.0.0.1:9", null, api);

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void thisComputerNeedsNoArming() {
        assertThat(arming.ready(new Embedded(api))).isTrue();
    }

    @Test
    void aRemoteServerIsReadyForTenMinutesAfterItWasArmed() {
        assertThat(arming.ready(remote)).isFalse();
        arming.arm(remote);
        clock.pass(Duration.ofMinutes(10).minusMillis(1));
        assertThat(arming.ready(remote)).isTrue();
        assertThat(arming.remaining(remote)).contains(Duration.ofMillis(1));
        clock.pass(Duration.ofMillis(1));
        assertThat(arming.ready(remote)).isFalse();
    }

    @Test
    void disarmingEndsItAtOnceAndForThatServerAlone() {
        Remote other = new Remote("b", "us-prod", "http://127.0.0.1:9", null, api);
        arming.arm(remote);
        arming.arm(other);
        arming.disarm(remote);
        assertThat(arming.ready(remote)).isFalse();
        assertThat(arming.ready(other)).isTrue();
    }
}
