package dev.opsdeck.console.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {

    private final Formats berlin = new Formats(ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "-0.0|0",
                "145|145",
                "4.2|4.20",
                "4.204|4.20",
                "4.205|4.21",
                "93.04|93.0",
                "0.093|0.093",
                "0.0934|0.093",
                "0.5|0.500",
                "0.9996|1.00",
                "9.996|10.0",
                "99.96|100",
                "999.4|999",
                "999.6|1,000",
                "1234|1,230",
                "15204|15,200",
                "1234567|1,230,000",
                "1e15|1,000,000,000,000,000",
                "0.0004|<0.001",
                "1e-300|<0.001",
                "-4.2|−4.20",
                "-15204|−15,200",
                "NaN|–",
                "Infinity|–",
                "-Infinity|–",
            })
    void figuresHaveThreeSignificantDigits(double value, String shown) {
        assertThat(Formats.figure(value)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0.00 %",
                "0.0052|0.52 %",
                "0.05|5.00 %",
                "0.941|94.1 %",
                "0.9994|99.9 %",
                "0.9996|100 %",
                "1|100 %",
                "0.00001|<0.01 %",
                "0.00005|0.01 %",
                "NaN|– %",
            })
    void sharesAreShownInPercent(double share, String shown) {
        assertThat(Formats.percent(share).text()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0 ms",
                "0.93|0.930 ms",
                "145|145 ms",
                "999.4|999 ms",
                "999.5|1.00 s",
                "1000|1.00 s",
                "1234.5|1.23 s",
                "6012|6.01 s",
                "75000|75.0 s",
                "NaN|– s",
            })
    void longMillisecondsBecomeSeconds(double millis, String shown) {
        assertThat(Formats.millis(millis).text()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0 B",
                "999|999 B",
                "1000|0.977 KB",
                "1024|1.00 KB",
                "256901120|245 MB",
                "1048051712|0.976 GB",
                "1073741824|1.00 GB",
                "1610612736|1.50 GB",
                "9.2e18|8,170 PB",
            })
    void bytesGoInStepsOf1024AndNeverHaveFourDigits(double bytes, String shown) {
        assertThat(Formats.bytes(bytes).text()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1.00|1", "1.50|1.5", "100|100", "10.0|10", "0.00|0", "–|–"})
    void limitsLoseTheirZeros(String figure, String shown) {
        assertThat(new Quantity(figure, "GB").trimmed()).isEqualTo(new Quantity(shown, "GB"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "999|999",
                "1000|1,000",
                "41207|41,207",
                "-1234567|−1,234,567",
                "9223372036854775807|9,223,372,036,854,775,807",
                "-9223372036854775808|−9,223,372,036,854,775,808",
            })
    void countsKeepAllTheirDigits(long value, String shown) {
        assertThat(Formats.count(value)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "41207|41,207",
                "9999999|9,999,999",
                "10000000|10 M",
                "12345678901|12,346 M",
                "-98765432|−99 M",
            })
    void largeCountsAreToldInMillions(long value, String shown) {
        assertThat(Formats.large(value)).isEqualTo(shown);
    }

    @Test
    void changesCarryTheirSign() {
        assertThat(Formats.change(312)).isEqualTo("+312");
        assertThat(Formats.change(-18)).isEqualTo("−18");
        assertThat(Formats.change(0)).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-5|0 s",
                "0|0 s",
                "1|0.1 s",
                "420|0.4 s",
                "949|0.9 s",
                "950|1 s",
                "1999|1 s",
                "12000|12 s",
                "59999|59 s",
                "60000|1 min",
                "84000|1 min 24 s",
                "3599999|59 min 59 s",
                "3600000|1 h",
                "11100000|3 h 5 min",
                "86400000|1 d",
                "187200000|2 d 4 h",
            })
    void durationsHaveAtMostTwoUnits(long millis, String shown) {
        assertThat(Formats.duration(Duration.ofMillis(millis))).isEqualTo(shown);
    }

    @Test
    void timesAreThoseOfTheOperatorsZone() {
        Instant at = Instant.parse("2026-11-23T15:21:05Z");
        assertThat(berlin.clock(at)).isEqualTo("16:21");
        assertThat(berlin.clockSeconds(at)).isEqualTo("16:21:05");
        assertThat(berlin.full(at)).isEqualTo("2026-11-23 16:21:05 +01:00");
        assertThat(berlin.day(at)).isEqualTo("23 Nov");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-23T15:21:05Z|16:21",
                "2026-11-22T23:00:00Z|00:00",
                "2026-11-22T22:59:59Z|yesterday 23:59",
                "2026-11-20T15:21:05Z|20 Nov 16:21",
                "2025-11-20T15:21:05Z|2025-11-20 16:21",
            })
    void aMomentSaysTheDayWhenItIsNotToday(Instant at, String shown) {
        assertThat(berlin.moment(at, Instant.parse("2026-11-23T16:00:00Z"))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UTC|UTC",
                "Europe/Berlin|UTC+1",
                "Asia/Kolkata|UTC+5:30",
                "America/St_Johns|UTC−3:30",
                "America/New_York|UTC−5",
                "+00:05|UTC+0:05",
            })
    void theOffsetIsThatOfTheDay(String zone, String shown) {
        assertThat(new Formats(ZoneId.of(zone)).offset(Instant.parse("2026-11-23T15:21:05Z")))
                .isEqualTo(shown);
    }
}
