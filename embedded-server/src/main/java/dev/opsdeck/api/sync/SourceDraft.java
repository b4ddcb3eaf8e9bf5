package dev.opsdeck.api.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.opsdeck.api.Check;
import dev.opsdeck.api.InvalidField;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A feed source as a caller writes it.
///
/// @param name              at most 64 characters of a-z, 0-9, `.`, `_` and `-`: it is also a file name
/// @param network           the network that its products belong to, at most 64
/// @param url               http or https, or `file:NAME` for a file in the server's feed folder; at most 2048. After
///                          `PUT /products/sources/{name}/file` it is `file:{name}`
/// @param format            detected when null
/// @param mapping           field of [dev.opsdeck.api.products.ProductDraft] to column or element name, for feeds of
///                          their own layout; `id` stands for externalId
/// @param defaultCurrency   for prices without one
/// @param defaultCommission share of the price, 0 to 1, for rows without one
/// @param schedule          UNIX cron expression of five fields, or null for by hand
/// @param maxArchiveShare   share of the source's products that a run may archive without asking; 0.2 when null
/// @param scheduleZone      time zone of the schedule, such as `Europe/Berlin`; that of the server when null
/// @param maxPriceJump      share by which a price may change before it counts as a jump; 0.5 when null
/// @param maxJumpShare      share of a feed's rows that may be jumps before a run stops and asks; null: it never does
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceDraft(
        String name,
        String network,
        String url,
        @Nullable FeedFormat format,
        @Nullable Map<String, String> mapping,
        @Nullable String defaultCurrency,
        @Nullable BigDecimal defaultCommission,
        @Nullable String schedule,
        @Nullable BigDecimal maxArchiveShare,
        @Nullable String scheduleZone,
        @Nullable BigDecimal maxPriceJump,
        @Nullable BigDecimal maxJumpShare) {

    public SourceDraft {
        name = Check.text("name", name, 64);
        if (!name.matches("[a-z0-9][a-z0-9._-]*")) {
            throw new InvalidField(
                    "name", "'name' must be of a-z, 0-9, dot, dash and underscore, and start with a letter or digit.");
        }
        network = Check.text("network", network, 64);
        url = Check.text("url", url, 2048);
        mapping = mapping == null ? Map.of() : Map.copyOf(mapping);
        if (mapping.size() > 64) {
            throw new InvalidField("mapping", "'mapping' has more than 64 entries.");
        }
        defaultCurrency = defaultCurrency == null ? null : Check.currency("defaultCurrency", defaultCurrency);
        defaultCommission =
                defaultCommission == null ? null : Check.amount("defaultCommission", defaultCommission, "0", "1");
        schedule = Check.optionalText("schedule", schedule, 128);
        maxArchiveShare = maxArchiveShare == null
                ? new BigDecimal("0.2")
                : Check.amount("maxArchiveShare", maxArchiveShare, "0", "1");
        scheduleZone = Check.optionalText("scheduleZone", scheduleZone, 64);
        maxPriceJump =
                maxPriceJump == null ? new BigDecimal("0.5") : Check.amount("maxPriceJump", maxPriceJump, "0", "100");
        maxJumpShare = maxJumpShare == null ? null : Check.amount("maxJumpShare", maxJumpShare, "0", "1");
    }

    /// With a schedule in the server's zone and the usual limits of price jumps.
    public SourceDraft(
            String name,
            String network,
            String url,
            @Nullable FeedFormat format,
            @Nullable Map<String, String> mapping,
            @Nullable String defaultCurrency,
            @Nullable BigDecimal defaultCommission,
            @Nullable String schedule,
            @Nullable BigDecimal maxArchiveShare) {
        this(
                name,
                network,
                url,
                format,
                mapping,
                defaultCurrency,
                defaultCommission,
                schedule,
                maxArchiveShare,
                null,
                null,
                null);
    }
}
