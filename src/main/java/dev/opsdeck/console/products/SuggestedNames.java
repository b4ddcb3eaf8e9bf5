package dev.opsdeck.console.products;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;

/// Names for a source out of where its feed is. Pure functions, any thread.
final class SuggestedNames {

    private SuggestedNames() {}

    /// A name that the contract allows, out of any text; `feed` when nothing of it can be used.
    static String slug(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
        String cut = plain.length() > 64 ? plain.substring(0, 64) : plain;
        return cut.isEmpty() ? "feed" : cut;
    }

    /// The name that a file suggests: its own without the endings that say how it is written.
    static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        return slug(name.replaceFirst("(?i)(\\.(xml|csv|tsv|txt|json|ndjson))?(\\.(gz|zip))?$", ""));
    }

    /// The name that an address suggests: its host without `www`.
    static String nameOf(String url) {
        try {
            String host = new URI(url.strip()).getHost();
            return host == null ? "" : slug(host.replaceFirst("(?i)^(www|feeds?|productdata)\\.", ""));
        } catch (URISyntaxException e) {
            // Still being typed.
            return "";
        }
    }
}
