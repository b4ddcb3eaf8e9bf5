package dev.opsdeck.api.analytics;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.opsdeck.api.Check;
import dev.opsdeck.api.InvalidField;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One event of a batch. Sent twice with the same id it counts once.
///
/// @param id        the sender's id of the event, at most 64 characters
/// @param at        when it happened; null counts as now
/// @param productId the product; needed but for `publication_created`
/// @param platform  where it happened (for example youtube), at most 64; null counts as direct
/// @param amount    the order's commission; needed for `conversion` and refused for others
/// @param currency  ISO 4217 of `amount`
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnalyticsEvent(
        String id,
        EventKind kind,
        @Nullable Instant at,
        @Nullable Long productId,
        @Nullable String platform,
        @Nullable BigDecimal amount,
        @Nullable String currency) {

    public AnalyticsEvent {
        id = Check.text("id", id, 64);
        if (kind == null) {
            throw new InvalidField(
                    "kind",
                    "'kind' is missing: use view, click, conversion, video_generated or" + " publication_created.");
        }
        platform = platform == null ? "direct" : Check.text("platform", platform, 64);
        if (productId == null && kind != EventKind.PUBLICATION_CREATED) {
            throw new InvalidField("productId", "'productId' is missing: this kind of event belongs to a product.");
        }
        if (kind == EventKind.CONVERSION) {
            amount = Check.amount("amount", amount, "0", "1000000000");
            currency = Check.currency("currency", currency);
        } else if (amount != null || currency != null) {
            throw new InvalidField("amount", "Only a conversion has an amount and a currency.");
        }
    }
}
