package dev.opsdeck.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DesktopSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "22:00, 07:00, 21:59, PT0S",
        "22:00, 07:00, 22:00, PT9H",
        "22:00, 07:00, 23:30, PT7H30M",
        "22:00, 07:00, 06:59, PT1M",
        "22:00, 07:00, 07:00, PT0S",
        "9:00, 17:00, 08:59, PT0S",
        "9:00, 17:00, 09:00, PT8H",
        "9:00, 17:00, 17:00, PT0S",
        "when, 17:00, 12:00, PT0S"
    })
    void theQuietHoursGoOverMidnight(String from, String until, String now, Duration left) {
        Instant at = Instant.parse("2026-03-02T" + now + ":00Z");
        assertThat(new DesktopSettings(true, true, from, until).quietFor(at, ZoneId.of("UTC")))
                .isEqualTo(left);
        assertThat(new DesktopSettings(true, false, from, until).quietFor(at, ZoneId.of("UTC")))
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void theNightTheClocksChangeIsShorter() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Instant midnight = Instant.parse("2026-03-28T23:00:00Z");
        assertThat(new DesktopSettings(true, true, "22:00", "07:00").quietFor(midnight, berlin))
                .isEqualTo(Duration.ofHours(6));
    }
}
