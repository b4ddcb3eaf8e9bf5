package dev.opsdeck.server.sync.feed;

import dev.opsdeck.api.sync.FeedFormat;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a source wants its feed read; the fields are those of [dev.opsdeck.api.sync.SourceDraft].
///
/// @param format null to have it recognised
public record FeedSettings(
        String network,
        @Nullable FeedFormat format,
        Map<String, String> mapping,
        @Nullable String defaultCurrency,
        @Nullable BigDecimal defaultCommission) {

    public FeedSettings {
        mapping = Map.copyOf(mapping);
    }

    /// Checks the mapping before it is stored.
    ///
    /// @throws dev.opsdeck.api.InvalidField if it names a field that products do not have
    public static void checkMapping(Map<String, String> mapping) {
        FieldNames.none().mapped(mapping);
    }
}
