package dev.opsdeck.console.products;

import dev.opsdeck.api.Check;
import dev.opsdeck.api.InvalidField;
import dev.opsdeck.api.sync.FeedFormat;
import dev.opsdeck.api.sync.Source;
import dev.opsdeck.api.sync.SourceDraft;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What was chosen and typed in the sync dialog, and what follows from it: an order, or a sentence at every field at
/// fault. A value; any thread, but for [#read()] of a file, which looks at the disk.
///
/// @param saved      the source chosen, for [Origin#SAVED]
/// @param commission in percent, as typed
/// @param layout     how a feed of its own layout is built; null when the format is to be detected
/// @param columns    field of the product to column or element name, for a layout of its own; blanks are left out
record FeedForm(
        Origin origin,
        @Nullable Path file,
        String url,
        @Nullable Source saved,
        String name,
        String network,
        String currency,
        String commission,
        @Nullable FeedFormat layout,
        Map<String, String> columns) {

    /// Where the feed is.
    enum Origin {
        SAMPLE,
        FILE,
        URL,
        SAVED
    }

    /// A field of the dialog.
    enum Field {
        FILE,
        URL,
        SAVED,
        NAME,
        NETWORK,
        CURRENCY,
        COMMISSION,
        COLUMNS
    }

    /// An order, or a sentence for each field at fault.
    sealed interface Result {
        record Order(FeedOrder order) implements Result {}

        record Faults(Map<Field, String> sentences) implements Result {}
    }

    /// A field of a product that a column can be mapped to.
    ///
    /// @param key   by the contract
    /// @param words for the operator
    record Target(String key, String words, boolean required) {}

    /// In the order of the editor; what a product cannot be without comes first.
    static final List<Target> TARGETS = List.of(
            new Target("id", "Id in the shop", true),
            new Target("title", "Title", true),
            new Target("url", "Link to the product", true),
            new Target("price", "Price", true),
            new Target("salePrice", "Reduced price", false),
            new Target("currency", "Currency", false),
            new Target("description", "Description", false),
            new Target("imageUrl", "Link to the image", false),
            new Target("brand", "Brand", false),
            new Target("category", "Category", false),
            new Target("availability", "Availability", false),
            new Target("gtin", "GTIN (EAN)", false),
            new Target("mpn", "Maker's number", false),
            new Target("commissionRate", "Commission", false));

    static final String SAMPLE_NAME = "sample";
    static final String SAMPLE_NETWORK = "sample-shop";

    FeedForm {
        columns = Map.copyOf(columns);
    }

    Result read() {
        Map<Field, String> faults = new EnumMap<>(Field.class);
        checkOrigin(faults);
        BigDecimal share = share(faults);
        Map<String, String> mapping = mapping(faults);
        if (origin == Origin.SAVED && saved != null && faults.isEmpty() && unchanged(saved, share, mapping)) {
            return new Result.Order(new FeedOrder.Saved(saved.name(), null));
        }
        if (origin == Origin.SAVED && url.contains("***")) {
            faults.put(
                    Field.URL,
                    "The secret in this address is hidden. Enter the whole address again to change the source.");
        }
        checked(Field.NAME, faults, () -> named(name.strip()));
        checked(Field.NETWORK, faults, () -> Check.text("network", network.strip(), 64));
        checked(Field.URL, faults, () -> Check.text("url", address(), 2048));
        String code = currency.strip();
        if (!code.isEmpty()) {
            checked(Field.CURRENCY, faults, () -> Check.currency("defaultCurrency", code));
        }
        if (!faults.isEmpty()) {
            return new Result.Faults(faults);
        }
        SourceDraft draft = new SourceDraft(
                name.strip(),
                network.strip(),
                address(),
                layout != null ? layout : savedFormat(),
                mapping,
                code.isEmpty() ? null : code,
                share,
                origin == Origin.SAVED && saved != null ? saved.schedule() : null,
                origin == Origin.SAVED && saved != null ? saved.maxArchiveShare() : null);
        return new Result.Order(
                switch (origin) {
                    case SAMPLE -> new FeedOrder.Sample(draft);
                    case FILE -> new FeedOrder.File(draft, Objects.requireNonNull(file));
                    case URL, SAVED -> new FeedOrder.Saved(draft.name(), draft);
                });
    }

    private static void checked(Field field, Map<Field, String> faults, Runnable check) {
        try {
            check.run();
        } catch (InvalidField e) {
            faults.putIfAbsent(field, sentence(field));
        }
    }

    /// As the contract checks it.
    private static void named(String name) {
        if (!Check.text("name", name, 64).matches("[a-z0-9][a-z0-9._-]*")) {
            throw new InvalidField("name", "not a name");
        }
    }

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

    private void checkOrigin(Map<Field, String> faults) {
        switch (origin) {
            case SAMPLE -> {}
            case FILE -> {
                if (file == null) {
                    faults.put(Field.FILE, "Choose a file.");
                } else if (!Files.isReadable(file) || !Files.isRegularFile(file)) {
                    faults.put(Field.FILE, "This file cannot be read. Choose another, or check its permissions.");
                }
            }
            case URL -> {
                if (!url.strip().matches("(?i)https?://[^\\s/]+.*")) {
                    faults.put(Field.URL, "Enter an address that starts with http:// or https://.");
                }
            }
            case SAVED -> {
                if (saved == null) {
                    faults.put(Field.SAVED, "Choose a source.");
                }
            }
        }
    }

    private @Nullable BigDecimal share(Map<Field, String> faults) {
        String digits = commission.strip().replaceFirst("\\s*%$", "");
        if (digits.isEmpty()) {
            return null;
        }
        if (digits.matches("\\d{1,3}(\\.\\d{1,2})?")) {
            BigDecimal percent = new BigDecimal(digits);
            if (percent.compareTo(BigDecimal.valueOf(100)) <= 0) {
                return percent.movePointLeft(2);
            }
        }
        faults.put(Field.COMMISSION, sentence(Field.COMMISSION));
        return null;
    }

    private Map<String, String> mapping(Map<Field, String> faults) {
        if (layout == null) {
            return Map.of();
        }
        Map<String, String> mapping = new LinkedHashMap<>();
        for (Target target : TARGETS) {
            String column = columns.getOrDefault(target.key(), "").strip();
            if (!column.isEmpty()) {
                mapping.put(target.key(), column);
            } else if (target.required()) {
                faults.put(Field.COLUMNS, sentence(Field.COLUMNS));
            }
        }
        return mapping;
    }

    private String address() {
        return switch (origin) {
            case SAMPLE, FILE -> "file:" + name.strip();
            case URL, SAVED -> url.strip();
        };
    }

    private @Nullable FeedFormat savedFormat() {
        FeedFormat format = saved == null || origin != Origin.SAVED ? null : saved.format();
        return format == FeedFormat.MAPPED_TABLE || format == FeedFormat.MAPPED_XML ? null : format;
    }

    private boolean unchanged(Source source, @Nullable BigDecimal share, Map<String, String> mapping) {
        String code = source.defaultCurrency() == null ? "" : source.defaultCurrency();
        return source.network().equals(network.strip())
                && source.url().equals(url.strip())
                && code.equalsIgnoreCase(currency.strip())
                && Prices.same(share, source.defaultCommission())
                && (layout == null || layout == source.format())
                && (layout != null) == ownLayout(source)
                && mapping.equals(layout == null ? Map.of() : source.mapping());
    }

    /// Whether a source names its columns itself.
    static boolean ownLayout(Source source) {
        return source.format() == FeedFormat.MAPPED_TABLE || source.format() == FeedFormat.MAPPED_XML;
    }

    /// The dialog's field of a field of the contract.
    static Field field(String contractField) {
        return switch (contractField) {
            case "network" -> Field.NETWORK;
            case "url" -> Field.URL;
            case "defaultCurrency" -> Field.CURRENCY;
            case "defaultCommission" -> Field.COMMISSION;
            case "mapping" -> Field.COLUMNS;
            default -> Field.NAME;
        };
    }

    private static String sentence(Field field) {
        return switch (field) {
            case FILE -> "Choose a file.";
            case URL -> "Enter an address of at most 2048 characters.";
            case SAVED -> "Choose a source.";
            case NAME -> "Enter a name of a-z, 0-9, dot, dash and underscore that starts with a letter or digit.";
            case NETWORK -> "Enter the network or shop that the products belong to, at most 64 characters.";
            case CURRENCY -> "Enter a currency code such as EUR, or nothing.";
            case COMMISSION -> "Enter a percentage from 0 to 100 with at most two decimals, or nothing.";
            case COLUMNS -> "Name the columns of id, title, link and price.";
        };
    }
}
