package dev.opsdeck.console.products;

import dev.opsdeck.api.Check;
import dev.opsdeck.api.InvalidField;
import dev.opsdeck.api.sync.FeedFormat;
import dev.opsdeck.api.sync.Source;
import dev.opsdeck.api.sync.SourceDraft;
import dev.opsdeck.console.ui.Prices;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What was chosen and typed in the sync dialog, and what follows from it: an order, or a sentence at every field at
/// fault. A value; any thread, but for [#read()] of a file, which looks at the disk.
///
/// @param saved      the source chosen, for [Origin#SAVED]
/// @param commission in percent, as typed
/// @param schedule   cron expression, or empty for by hand
/// @param jumps      share of rows whose prices may jump before a run asks, in percent, as typed; empty for any
/// @param layout     the format as chosen; null when it is to be detected
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
        String schedule,
        String jumps,
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
        SCHEDULE,
        JUMPS,
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
        BigDecimal share = share(commission, Field.COMMISSION, faults);
        BigDecimal jumpShare = share(jumps, Field.JUMPS, faults);
        Map<String, String> mapping = mapping(faults);
        if (origin == Origin.SAVED
                && saved != null
                && faults.isEmpty()
                && unchanged(saved, share, jumpShare, mapping)) {
            return new Result.Order(new FeedOrder.Saved(saved.name(), null));
        }
        // Sent back as it was shown, the server keeps the address that it has.
        boolean asShown = saved != null && url.strip().equals(saved.url());
        if (origin == Origin.SAVED && url.contains("***") && !asShown) {
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
        Source before = origin == Origin.SAVED ? saved : null;
        String zone = before != null && schedule.strip().equals(before.schedule()) ? before.scheduleZone() : null;
        SourceDraft draft = new SourceDraft(
                name.strip(),
                network.strip(),
                address(),
                layout,
                mapping,
                code.isEmpty() ? null : code,
                share,
                schedule.isBlank() ? null : schedule.strip(),
                before == null ? null : before.maxArchiveShare(),
                zone,
                before == null ? null : before.maxPriceJump(),
                jumpShare);
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

    private static @Nullable BigDecimal share(String typed, Field field, Map<Field, String> faults) {
        String digits = typed.strip().replaceFirst("\\s*%$", "");
        if (digits.isEmpty()) {
            return null;
        }
        if (digits.matches("\\d{1,3}(\\.\\d{1,2})?")) {
            BigDecimal percent = new BigDecimal(digits);
            if (percent.compareTo(BigDecimal.valueOf(100)) <= 0) {
                return percent.movePointLeft(2);
            }
        }
        faults.put(field, sentence(field));
        return null;
    }

    private Map<String, String> mapping(Map<Field, String> faults) {
        if (!ownLayout(layout)) {
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

    private boolean unchanged(
            Source source, @Nullable BigDecimal share, @Nullable BigDecimal jumpShare, Map<String, String> mapping) {
        String code = source.defaultCurrency() == null ? "" : source.defaultCurrency();
        String cron = source.schedule() == null ? "" : source.schedule();
        return source.network().equals(network.strip())
                && source.url().equals(url.strip())
                && code.equalsIgnoreCase(currency.strip())
                && Prices.same(share, source.defaultCommission())
                && Prices.same(jumpShare, source.maxJumpShare())
                && cron.equals(schedule.strip())
                && layout == source.format()
                && mapping.equals(ownLayout(layout) ? source.mapping() : Map.of());
    }

    /// Whether the source names the columns of such a feed itself.
    static boolean ownLayout(@Nullable FeedFormat format) {
        return format == FeedFormat.MAPPED_TABLE
                || format == FeedFormat.MAPPED_XML
                || format == FeedFormat.MAPPED_NDJSON;
    }

    /// The dialog's field of a field of the contract.
    static Field field(String contractField) {
        return switch (contractField) {
            case "network" -> Field.NETWORK;
            case "url" -> Field.URL;
            case "defaultCurrency" -> Field.CURRENCY;
            case "defaultCommission" -> Field.COMMISSION;
            case "schedule", "scheduleZone" -> Field.SCHEDULE;
            case "maxPriceJump", "maxJumpShare" -> Field.JUMPS;
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
            case SCHEDULE -> "Enter five fields such as 30 6 * * 1-5, or nothing.";
            case JUMPS -> "Enter a percentage from 0 to 100 with at most two decimals, or nothing.";
            case COLUMNS -> "Name the columns of id, title, link and price.";
        };
    }
}
