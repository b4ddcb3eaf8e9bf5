package dev.opsdeck.api.products;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.opsdeck.api.Check;
import dev.opsdeck.api.InvalidField;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A product as a caller writes it: the body of `POST` and `PUT`, and what a feed row becomes. Checked on creation;
/// every bound is the bound of its column.
///
/// @param network        the affiliate network or shop, at most 64 characters; with `externalId` the product's identity
/// @param externalId     the id in that network, at most 128
/// @param title          at most 512
/// @param description    plain text, at most 8192
/// @param url            where a click goes, http or https, at most 2048
/// @param imageUrl       http or https, at most 2048
/// @param brand          at most 256
/// @param category       at most 512
/// @param gtin           8 to 14 digits, check digit verified by the feed reader
/// @param mpn            at most 128
/// @param availability   null counts as unknown
/// @param price          at most 1,000,000,000, four decimals; zero where the shop tells it on request
/// @param salePrice      as `price` but over zero, or null
/// @param currency       ISO 4217, of both prices
/// @param commissionRate share of the price that is paid, 0 to 1; null counts as 0
/// @param status         null counts as active
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProductDraft(
        String network,
        String externalId,
        String title,
        @Nullable String description,
        String url,
        @Nullable String imageUrl,
        @Nullable String brand,
        @Nullable String category,
        @Nullable String gtin,
        @Nullable String mpn,
        @Nullable Availability availability,
        BigDecimal price,
        @Nullable BigDecimal salePrice,
        String currency,
        @Nullable BigDecimal commissionRate,
        @Nullable ProductStatus status) {

    private static final Pattern GTIN = Pattern.compile("[0-9]{8,14}");
    private static final String LEAST_SALE_PRICE = "0.0001";
    private static final String HIGHEST_PRICE = "1000000000";

    public ProductDraft {
        network = Check.text("network", network, 64);
        externalId = Check.text("externalId", externalId, 128);
        title = Check.text("title", title, 512);
        description = Check.optionalText("description", description, 8192);
        url = Check.webAddress("url", url, 2048);
        imageUrl = imageUrl == null ? null : Check.webAddress("imageUrl", imageUrl, 2048);
        brand = Check.optionalText("brand", brand, 256);
        category = Check.optionalText("category", category, 512);
        gtin = Check.optionalText("gtin", gtin, 14);
        if (gtin != null && !GTIN.matcher(gtin).matches()) {
            throw new InvalidField("gtin", "'gtin' must have 8 to 14 digits.");
        }
        mpn = Check.optionalText("mpn", mpn, 128);
        availability = availability == null ? Availability.UNKNOWN : availability;
        price = Check.amount("price", price, "0", HIGHEST_PRICE);
        salePrice = salePrice == null ? null : Check.amount("salePrice", salePrice, LEAST_SALE_PRICE, HIGHEST_PRICE);
        currency = Check.currency("currency", currency);
        commissionRate =
                commissionRate == null ? BigDecimal.ZERO : Check.amount("commissionRate", commissionRate, "0", "1");
        status = status == null ? ProductStatus.ACTIVE : status;
    }
}
