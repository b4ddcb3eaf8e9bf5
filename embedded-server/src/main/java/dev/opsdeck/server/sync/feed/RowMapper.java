package dev.opsdeck.server.sync.feed;

import dev.opsdeck.api.InvalidField;
import dev.opsdeck.api.products.Availability;
import dev.opsdeck.api.products.ProductDraft;
import dev.opsdeck.api.sync.RowIssue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Makes a product draft of a raw row, or says why not. Repairs what can be repaired and notes it. One thread.
final class RowMapper {

    private static final int LONGEST_URL = 2048;

    private final FieldNames names;
    private final FeedSettings settings;

    RowMapper(FieldNames names, FeedSettings settings) {
        this.names = names;
        this.settings = settings;
    }

    FeedRow map(RawRow raw) {
        return new Row(raw).draft();
    }

    /// One row on its way.
    private final class Row {

        private final RawRow raw;
        private final List<RowIssue> issues = new ArrayList<>(0);
        private @Nullable String id;

        Row(RawRow raw) {
            this.raw = raw;
        }

        FeedRow draft() {
            String fault = raw.fault();
            if (fault != null) {
                return new FeedRow.Refused(new RowIssue(RowIssue.Kind.REJECTED, raw.line(), null, null, null, fault));
            }
            String externalId = TextCleaner.clean(value(Field.ID));
            if (externalId.isEmpty()) {
                return refused(Field.ID, "", "The id is missing.");
            }
            id = TextCleaner.cut(externalId, 128);
            if (externalId.length() > 128) {
                return refused(Field.ID, externalId, "The id is longer than 128 characters.");
            }
            String title = text(Field.TITLE, 512);
            if (title == null) {
                return refused(Field.TITLE, "", "The title is missing.");
            }
            String link = TextCleaner.address(value(Field.URL));
            String url = webAddress(link);
            if (url == null) {
                return refused(
                        Field.URL,
                        link,
                        link.isEmpty()
                                ? "The link is missing."
                                : "The link is no http or https address of at most 2048 characters.");
            }
            String price = value(Field.PRICE);
            PriceParser.Result parsed = PriceParser.parse(price, currency());
            return switch (parsed) {
                case PriceParser.Result.Unusable unusable -> refused(Field.PRICE, price, unusable.reason());
                case PriceParser.Result.Price money -> {
                    if (money.rounded()) {
                        warn(Field.PRICE, price, "The price was rounded to four decimals.");
                    }
                    if (money.money().amount().signum() == 0) {
                        issues.add(issue(
                                RowIssue.Kind.NOTE,
                                Field.PRICE.key(),
                                price,
                                "The price is zero: it was taken as the shop gives it."));
                    }
                    yield product(externalId, title, url, money);
                }
            };
        }

        private FeedRow product(String externalId, String title, String url, PriceParser.Result.Price price) {
            try {
                ProductDraft draft = new ProductDraft(
                        settings.network(),
                        externalId,
                        title,
                        text(Field.DESCRIPTION, 8192),
                        url,
                        image(),
                        text(Field.BRAND, 256),
                        text(Field.CATEGORY, 512),
                        gtin(),
                        text(Field.MPN, 128),
                        availability(),
                        price.money().amount(),
                        salePrice(price),
                        price.money().currency(),
                        commission(),
                        null);
                return new FeedRow.Taken(raw.line(), draft, issues);
            } catch (InvalidField e) {
                return new FeedRow.Refused(
                        issue(RowIssue.Kind.REJECTED, e.field(), null, String.valueOf(e.getMessage())));
            }
        }

        private String value(Field field) {
            for (String name : names.of(field)) {
                String value = raw.fields().get(name);
                if (value != null && !value.isBlank()) {
                    return value;
                }
            }
            return "";
        }

        private @Nullable String text(Field field, int max) {
            String text = TextCleaner.clean(value(field));
            if (text.isEmpty()) {
                return null;
            }
            if (text.indexOf('\ufffd') >= 0) {
                warn(field, text, "Some characters could not be decoded.");
            }
            if (text.length() > max) {
                warn(field, text, "The text was cut to " + max + " characters.");
            }
            return TextCleaner.cut(text, max);
        }

        private @Nullable String currency() {
            String column = value(Field.CURRENCY).strip().toUpperCase(Locale.ROOT);
            return column.length() == 3 && Currencies.known(column) ? column : settings.defaultCurrency();
        }

        private @Nullable String image() {
            String raw = TextCleaner.address(value(Field.IMAGE_URL));
            if (raw.isEmpty()) {
                return null;
            }
            String url = webAddress(raw);
            if (url == null) {
                warn(Field.IMAGE_URL, raw, "The image address is no http or https address: it was dropped.");
            }
            return url;
        }

        private @Nullable String webAddress(String text) {
            String url = text.startsWith("//") ? "https:" + text : text.replace(" ", "%20");
            boolean web = url.regionMatches(true, 0, "http://", 0, 7) || url.regionMatches(true, 0, "https://", 0, 8);
            return web
                            && url.length() <= LONGEST_URL
                            && url.length() > 8
                            && url.chars().noneMatch(c -> c <= ' ')
                    ? url
                    : null;
        }

        private @Nullable String gtin() {
            String text = value(Field.GTIN).strip();
            if (text.isEmpty()) {
                return null;
            }
            String gtin = Gtin.parse(text);
            if (gtin == null) {
                warn(Field.GTIN, text, "The GTIN's length or check digit is wrong: it was dropped.");
            }
            return gtin;
        }

        private Availability availability() {
            String text = value(Field.AVAILABILITY);
            Availability availability = AvailabilityParser.parse(text);
            if (availability == null) {
                warn(Field.AVAILABILITY, text, "The availability is not known: it counts as unknown.");
                return Availability.UNKNOWN;
            }
            return availability;
        }

        private @Nullable BigDecimal salePrice(PriceParser.Result.Price price) {
            String text = value(Field.SALE_PRICE);
            if (text.isEmpty()) {
                return null;
            }
            if (PriceParser.parse(text, price.money().currency()) instanceof PriceParser.Result.Price sale
                    && sale.money().amount().signum() > 0
                    && sale.money().currency().equals(price.money().currency())
                    && sale.money().amount().compareTo(price.money().amount()) <= 0) {
                boolean lower = sale.money().amount().compareTo(price.money().amount()) < 0;
                return lower ? sale.money().amount() : null;
            }
            warn(Field.SALE_PRICE, text, "The sale price is no lower price in the same currency: it was dropped.");
            return null;
        }

        private @Nullable BigDecimal commission() {
            String text = value(Field.COMMISSION_RATE).strip();
            if (text.isEmpty()) {
                return settings.defaultCommission();
            }
            BigDecimal rate = CommissionParser.parse(text);
            if (rate == null) {
                warn(
                        Field.COMMISSION_RATE,
                        text,
                        "The commission is no share from 0 to 1 or percentage: the default counts.");
                return settings.defaultCommission();
            }
            return rate.setScale(4, RoundingMode.HALF_UP);
        }

        private void warn(Field field, String value, String reason) {
            issues.add(issue(RowIssue.Kind.WARNING, field.key(), value, reason));
        }

        private FeedRow refused(Field field, String value, String reason) {
            return new FeedRow.Refused(issue(RowIssue.Kind.REJECTED, field.key(), value, reason));
        }

        private RowIssue issue(RowIssue.Kind kind, String field, @Nullable String value, String reason) {
            String shown = value == null || value.isEmpty() ? null : TextCleaner.cut(value.replace('\0', ' '), 256);
            return new RowIssue(kind, raw.line(), id, field, shown, reason);
        }
    }
}
