package dev.opsdeck.server.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// Writes instants and doubles, letter by letter as Jackson does, in a fraction of the time: they were more than half
/// of what a list of products cost. What does not fit the short way goes Jackson's.
final class QuickValues {

    private static final int MILLION = 1_000_000;
    private static final long YEAR_0 = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long YEAR_10000 = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond() + 1;

    private QuickValues() {}

    static SimpleModule module() {
        return new SimpleModule("quick values")
                .addSerializer(Instant.class, new Instants())
                .addSerializer(Double.class, new Doubles())
                .addSerializer(Double.TYPE, new Doubles());
    }

    /// ISO-8601 in UTC: no fraction, or one of 3 digits. Finer ones and years beyond four digits go Jackson's way,
    /// which is [Instant#toString].
    private static final class Instants extends JsonSerializer<Instant> {

        @Override
        public void serialize(Instant value, JsonGenerator json, SerializerProvider context) throws IOException {
            long seconds = value.getEpochSecond();
            int millis = value.getNano() / MILLION;
            if (seconds < YEAR_0 || seconds >= YEAR_10000 || millis * MILLION != value.getNano()) {
                json.writeString(value.toString());
                return;
            }
            LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
            char[] text = new char[24];
            digits(text, 0, 4, time.getYear());
            text[4] = '-';
            digits(text, 5, 2, time.getMonthValue());
            text[7] = '-';
            digits(text, 8, 2, time.getDayOfMonth());
            text[10] = 'T';
            digits(text, 11, 2, time.getHour());
            text[13] = ':';
            digits(text, 14, 2, time.getMinute());
            text[16] = ':';
            digits(text, 17, 2, time.getSecond());
            int length = 19;
            if (millis > 0) {
                text[19] = '.';
                digits(text, 20, 3, millis);
                length = 23;
            }
            text[length] = 'Z';
            json.writeString(text, 0, length + 1);
        }
    }

    /// A number of at most six decimals, as scores and rates are, is a whole number of millionths. If that has at
    /// most 15 digits, no other number of so few digits is the same double, so its digits are the shortest that
    /// [Double#toString] looks for. It writes without an exponent from a thousandth to ten million.
    private static final class Doubles extends JsonSerializer<Double> {

        @Override
        public void serialize(Double boxed, JsonGenerator json, SerializerProvider context) throws IOException {
            double value = boxed;
            long millionths = Math.round(value * MILLION);
            if (value < 1e-3 || value >= 1e7 || (double) millionths / MILLION != value) {
                json.writeNumber(value);
                return;
            }
            char[] text = new char[14];
            int fraction = (int) (millionths % MILLION);
            digits(text, 8, 6, fraction);
            text[7] = '.';
            int whole = (int) (millionths / MILLION);
            int begin = 7;
            do {
                text[--begin] = (char) ('0' + whole % 10);
                whole /= 10;
            } while (whole > 0);
            int end = 14;
            while (end > 9 && text[end - 1] == '0') {
                end--;
            }
            json.writeNumber(text, begin, end - begin);
        }
    }

    private static void digits(char[] text, int at, int count, int number) {
        int left = number;
        for (int i = at + count - 1; i >= at; i--) {
            text[i] = (char) ('0' + left % 10);
            left /= 10;
        }
    }
}
