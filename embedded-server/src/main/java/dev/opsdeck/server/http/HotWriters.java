package dev.opsdeck.server.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.UTF8JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.opsdeck.api.products.Availability;
import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.api.products.TopProduct;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writers by hand for what is in long lists: products, and times everywhere. They write the very bytes that Jackson
/// writes by reflection, which a test holds to, two to three times as fast (`JsonBenchmark`). Thread-safe.
final class HotWriters {

    private HotWriters() {}

    static SimpleModule module() {
        return new SimpleModule("hot-writers")
                .addSerializer(Instant.class, new Times())
                .addSerializer(Product.class, new Products())
                .addSerializer(TopProduct.class, new TopProducts());
    }

    private static final class Products extends JsonSerializer<Product> {

        private static final SerializableString ID = new SerializedString("id");
        private static final SerializableString NETWORK = new SerializedString("network");
        private static final SerializableString EXTERNAL_ID = new SerializedString("externalId");
        private static final SerializableString TITLE = new SerializedString("title");
        private static final SerializableString DESCRIPTION = new SerializedString("description");
        private static final SerializableString URL = new SerializedString("url");
        private static final SerializableString IMAGE_URL = new SerializedString("imageUrl");
        private static final SerializableString BRAND = new SerializedString("brand");
        private static final SerializableString CATEGORY = new SerializedString("category");
        private static final SerializableString GTIN = new SerializedString("gtin");
        private static final SerializableString MPN = new SerializedString("mpn");
        private static final SerializableString AVAILABILITY = new SerializedString("availability");
        private static final SerializableString PRICE = new SerializedString("price");
        private static final SerializableString SALE_PRICE = new SerializedString("salePrice");
        private static final SerializableString CURRENCY = new SerializedString("currency");
        private static final SerializableString COMMISSION_RATE = new SerializedString("commissionRate");
        private static final SerializableString STATUS = new SerializedString("status");
        private static final SerializableString TREND_SCORE = new SerializedString("trendScore");
        private static final SerializableString PROFIT_SCORE = new SerializedString("profitScore");
        private static final SerializableString CREATED_AT = new SerializedString("createdAt");
        private static final SerializableString UPDATED_AT = new SerializedString("updatedAt");
        private static final Map<Availability, SerializableString> AVAILABILITIES = words(Availability.class);
        private static final Map<ProductStatus, SerializableString> STATUSES = words(ProductStatus.class);

        @Override
        public void serialize(Product product, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartObject();
            out.writeFieldName(ID);
            out.writeNumber(product.id());
            text(out, NETWORK, product.network());
            text(out, EXTERNAL_ID, product.externalId());
            text(out, TITLE, product.title());
            text(out, DESCRIPTION, product.description());
            text(out, URL, product.url());
            text(out, IMAGE_URL, product.imageUrl());
            text(out, BRAND, product.brand());
            text(out, CATEGORY, product.category());
            text(out, GTIN, product.gtin());
            text(out, MPN, product.mpn());
            out.writeFieldName(AVAILABILITY);
            out.writeString(Objects.requireNonNull(AVAILABILITIES.get(product.availability())));
            amount(out, PRICE, product.price());
            amount(out, SALE_PRICE, product.salePrice());
            text(out, CURRENCY, product.currency());
            amount(out, COMMISSION_RATE, product.commissionRate());
            out.writeFieldName(STATUS);
            out.writeString(Objects.requireNonNull(STATUSES.get(product.status())));
            out.writeFieldName(TREND_SCORE);
            out.writeNumber(product.trendScore());
            out.writeFieldName(PROFIT_SCORE);
            out.writeNumber(product.profitScore());
            out.writeFieldName(CREATED_AT);
            Times.write(product.createdAt(), out);
            out.writeFieldName(UPDATED_AT);
            Times.write(product.updatedAt(), out);
            out.writeEndObject();
        }

        private static <E extends Enum<E>> Map<E, SerializableString> words(Class<E> type) {
            Map<E, SerializableString> words = new EnumMap<>(type);
            for (E constant : EnumSet.allOf(type)) {
                words.put(constant, new SerializedString(Params.word(constant)));
            }
            return words;
        }
    }

    private static final class TopProducts extends JsonSerializer<TopProduct> {

        @Override
        public void serialize(TopProduct product, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartObject();
            out.writeFieldName(Products.ID);
            out.writeNumber(product.id());
            text(out, Products.TITLE, product.title());
            amount(out, Products.PRICE, product.price());
            text(out, Products.CURRENCY, product.currency());
            out.writeFieldName(Products.TREND_SCORE);
            out.writeNumber(product.trendScore());
            out.writeFieldName(Products.PROFIT_SCORE);
            out.writeNumber(product.profitScore());
            out.writeEndObject();
        }
    }

    /// ISO-8601 in UTC as `Instant.toString` writes it: no fraction, or one of 3, 6 or 9 digits.
    private static final class Times extends JsonSerializer<Instant> {

        private static final long SECONDS_A_DAY = 86_400;
        private static final int LONGEST = 30;
        /// Outside of the years 0 to 9999 the year is written with a sign.
        private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();

        private static final long BEHIND_LAST =
                Instant.parse("9999-12-31T23:59:59Z").getEpochSecond() + 1;

        @Override
        public void serialize(Instant instant, JsonGenerator out, SerializerProvider provider) throws IOException {
            write(instant, out);
        }

        static void write(Instant instant, JsonGenerator out) throws IOException {
            long seconds = instant.getEpochSecond();
            if (seconds < FIRST || seconds >= BEHIND_LAST) {
                out.writeString(instant.toString());
                return;
            }
            byte[] text = new byte[LONGEST];
            int length = date(text, Math.floorDiv(seconds, SECONDS_A_DAY));
            int second = (int) Math.floorMod(seconds, SECONDS_A_DAY);
            text[length++] = 'T';
            length = digits(text, length, second / 3600, 2);
            text[length++] = ':';
            length = digits(text, length, second / 60 % 60, 2);
            text[length++] = ':';
            length = digits(text, length, second % 60, 2);
            length = fraction(text, length, instant.getNano());
            text[length++] = 'Z';
            if (out instanceof UTF8JsonGenerator) {
                out.writeRawUTF8String(text, 0, length);
            } else { // into a tree or a string
                out.writeString(new String(text, 0, length, StandardCharsets.US_ASCII));
            }
        }

        /// Days since 1970 as a date, by Howard Hinnant's `civil_from_days`: eras of 400 years that begin in March.
        private static int date(byte[] text, long epochDay) {
            long day = epochDay + 719_468;
            long era = Math.floorDiv(day, 146_097);
            int dayOfEra = Math.floorMod(day, 146_097);
            int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
            int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
            int shifted = (5 * dayOfYear + 2) / 153;
            int month = shifted < 10 ? shifted + 3 : shifted - 9;
            int year = (int) (era * 400) + yearOfEra + (month <= 2 ? 1 : 0);
            int length = digits(text, 0, year, 4);
            text[length++] = '-';
            length = digits(text, length, month, 2);
            text[length++] = '-';
            return digits(text, length, dayOfYear - (153 * shifted + 2) / 5 + 1, 2);
        }

        private static int fraction(byte[] text, int at, int nanos) {
            if (nanos == 0) {
                return at;
            }
            text[at] = '.';
            if (nanos % 1_000_000 == 0) {
                return digits(text, at + 1, nanos / 1_000_000, 3);
            }
            return nanos % 1000 == 0 ? digits(text, at + 1, nanos / 1000, 6) : digits(text, at + 1, nanos, 9);
        }

        private static int digits(byte[] text, int at, int value, int count) {
            int rest = value;
            for (int i = at + count - 1; i >= at; i--) {
                text[i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
            return at + count;
        }
    }

    private static void text(JsonGenerator out, SerializableString name, @Nullable String value) throws IOException {
        if (value != null) {
            out.writeFieldName(name);
            out.writeString(value);
        }
    }

    private static void amount(JsonGenerator out, SerializableString name, @Nullable BigDecimal value)
            throws IOException {
        if (value != null) {
            out.writeFieldName(name);
            out.writeNumber(value);
        }
    }
}
