package dev.opsdeck.server.sync.feed;

import dev.opsdeck.api.products.Availability;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads availability in the words of Google, of schema.org, as a boolean, or as a number of pieces; any case, with
/// spaces, underscores or dashes. Stateless.
final class AvailabilityParser {

    private static final Map<String, Availability> WORDS = Map.ofEntries(
            Map.entry("", Availability.UNKNOWN),
            Map.entry("unknown", Availability.UNKNOWN),
            Map.entry("instock", Availability.IN_STOCK),
            Map.entry("instoreonly", Availability.IN_STOCK),
            Map.entry("onlineonly", Availability.IN_STOCK),
            Map.entry("limitedavailability", Availability.IN_STOCK),
            Map.entry("available", Availability.IN_STOCK),
            Map.entry("true", Availability.IN_STOCK),
            Map.entry("yes", Availability.IN_STOCK),
            Map.entry("y", Availability.IN_STOCK),
            Map.entry("outofstock", Availability.OUT_OF_STOCK),
            Map.entry("soldout", Availability.OUT_OF_STOCK),
            Map.entry("discontinued", Availability.OUT_OF_STOCK),
            Map.entry("unavailable", Availability.OUT_OF_STOCK),
            Map.entry("notavailable", Availability.OUT_OF_STOCK),
            Map.entry("false", Availability.OUT_OF_STOCK),
            Map.entry("no", Availability.OUT_OF_STOCK),
            Map.entry("n", Availability.OUT_OF_STOCK),
            Map.entry("preorder", Availability.PREORDER),
            Map.entry("presale", Availability.PREORDER),
            Map.entry("backorder", Availability.BACKORDER),
            Map.entry("availablefororder", Availability.BACKORDER));

    private AvailabilityParser() {}

    /// Null if the text means nothing that is known.
    static @Nullable Availability parse(@Nullable String text) {
        String word = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
        word = word.substring(word.lastIndexOf('/') + 1).replaceAll("[\\s_-]+", "");
        Availability known = WORDS.get(word);
        if (known != null) {
            return known;
        }
        // A number of pieces: "0", "7", "50+", ">10".
        String digits = word.replaceAll("^[<>]|\\+$|\\.0+$", "");
        if (digits.matches("[0-9]{1,9}")) {
            return Integer.parseInt(digits) > 0 ? Availability.IN_STOCK : Availability.OUT_OF_STOCK;
        }
        return null;
    }
}
