package dev.opsdeck.console.products;

import dev.opsdeck.api.sync.FeedFormat;
import dev.opsdeck.api.sync.Source;
import dev.opsdeck.console.products.FeedForm.Field;
import dev.opsdeck.console.products.FeedForm.Origin;
import dev.opsdeck.console.ui.Formats;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;

/// What is chosen and typed in the sync dialog, as properties; [FeedForm] is the same as a value. Where the feed is
/// suggests the rest, until it is typed over. FX thread only.
final class SyncFormModel {

    private final ObjectProperty<Origin> origin = new SimpleObjectProperty<>(this, "origin", Origin.SAMPLE);
    private final ObjectProperty<@Nullable Path> file = new SimpleObjectProperty<>(this, "file");
    private final StringProperty url = new SimpleStringProperty(this, "url", "");
    private final ObjectProperty<@Nullable Source> saved = new SimpleObjectProperty<>(this, "saved");
    private final StringProperty name = new SimpleStringProperty(this, "name", FeedForm.SAMPLE_NAME);
    private final StringProperty network = new SimpleStringProperty(this, "network", FeedForm.SAMPLE_NETWORK);
    private final StringProperty currency = new SimpleStringProperty(this, "currency", "");
    private final StringProperty commission = new SimpleStringProperty(this, "commission", "");
    private final StringProperty schedule = new SimpleStringProperty(this, "schedule", "");
    private final StringProperty jumps = new SimpleStringProperty(this, "jumps", "");
    private final ObjectProperty<@Nullable FeedFormat> layout = new SimpleObjectProperty<>(this, "layout");
    private final Map<String, StringProperty> columns = new LinkedHashMap<>();
    private final ObservableMap<Field, String> faults = FXCollections.observableHashMap();
    private final ObservableList<Source> sources = FXCollections.observableArrayList();
    private String suggestedBefore = "";

    SyncFormModel() {
        FeedForm.TARGETS.forEach(target -> columns.put(target.key(), new SimpleStringProperty("")));
        origin.subscribe((before, now) -> prefill());
        file.subscribe((before, now) -> prefill());
        url.subscribe((before, now) -> prefillFromUrl());
        saved.subscribe((before, now) -> prefill());
    }

    ObjectProperty<Origin> origin() {
        return origin;
    }

    ObjectProperty<@Nullable Path> file() {
        return file;
    }

    StringProperty url() {
        return url;
    }

    ObjectProperty<@Nullable Source> saved() {
        return saved;
    }

    StringProperty name() {
        return name;
    }

    StringProperty network() {
        return network;
    }

    StringProperty currency() {
        return currency;
    }

    /// In percent.
    StringProperty commission() {
        return commission;
    }

    /// A cron expression, or empty.
    StringProperty schedule() {
        return schedule;
    }

    /// The share of rows in percent whose prices may jump, or empty.
    StringProperty jumps() {
        return jumps;
    }

    /// A layout of the feed's own, or a network's that was chosen; null when the format is to be detected.
    ObjectProperty<@Nullable FeedFormat> layout() {
        return layout;
    }

    /// The column of a field of [FeedForm#TARGETS].
    StringProperty column(String target) {
        return Objects.requireNonNull(columns.get(target), target);
    }

    /// A sentence for each field at fault.
    ObservableMap<Field, String> faults() {
        return faults;
    }

    /// The sources that the server has.
    ObservableList<Source> sources() {
        return sources;
    }

    /// Whether the server can fetch the feed by itself, so that a schedule makes sense.
    boolean fetched() {
        return origin.get() == Origin.URL || (origin.get() == Origin.SAVED && saved.get() != null);
    }

    /// A hint that belongs to the name as it is typed now; empty when there is none.
    String nameHint() {
        if (origin.get() == Origin.SAVED) {
            return "";
        }
        return sources.stream()
                .filter(source -> source.name().equals(name.get().strip()))
                .findFirst()
                .map(source -> "There is a source of this name with " + Formats.count(source.products())
                        + " products: products that are not in this feed will be archived.")
                .orElse("");
    }

    /// The sources were read again: the one that was chosen stays so.
    void show(List<Source> read) {
        String chosen = saved.get() == null ? "" : saved.get().name();
        sources.setAll(read);
        saved.set(read.stream()
                .filter(source -> source.name().equals(chosen))
                .findFirst()
                .orElse(null));
    }

    /// Another server: nothing of it was read yet.
    void forget() {
        sources.clear();
        saved.set(null);
        faults.clear();
    }

    FeedForm read() {
        Map<String, String> named = new LinkedHashMap<>();
        columns.forEach((key, column) -> named.put(key, column.get()));
        return new FeedForm(
                origin.get(),
                file.get(),
                url.get(),
                saved.get(),
                name.get(),
                network.get(),
                currency.get(),
                commission.get(),
                schedule.get(),
                jumps.get(),
                layout.get(),
                named);
    }

    private void prefill() {
        faults.clear();
        layout.set(null);
        columns.values().forEach(column -> column.set(""));
        switch (origin.get()) {
            case SAMPLE -> fill(FeedForm.SAMPLE_NAME, FeedForm.SAMPLE_NETWORK);
            case FILE -> {
                String from = file.get() == null ? "" : SuggestedNames.nameOf(file.get());
                fill(from, from);
            }
            case URL -> {
                url.set("");
                fill("", "");
            }
            case SAVED -> fillSaved();
        }
    }

    private void fill(String newName, String newNetwork) {
        name.set(newName);
        network.set(newNetwork);
        currency.set("");
        commission.set("");
        schedule.set("");
        jumps.set("");
    }

    private void fillSaved() {
        Source source = saved.get();
        if (source == null) {
            fill("", "");
            url.set("");
            return;
        }
        url.set(source.url());
        fill(source.name(), source.network());
        currency.set(source.defaultCurrency() == null ? "" : source.defaultCurrency());
        commission.set(percent(source.defaultCommission()));
        schedule.set(source.schedule() == null ? "" : source.schedule());
        jumps.set(percent(source.maxJumpShare()));
        layout.set(source.format());
        source.mapping().forEach((key, column) -> {
            if (columns.containsKey(key)) {
                column(key).set(column);
            }
        });
    }

    private static String percent(@Nullable BigDecimal share) {
        return share == null ? "" : share.movePointRight(2).stripTrailingZeros().toPlainString();
    }

    /// As long as name and network are what the address suggested before, they follow it.
    private void prefillFromUrl() {
        if (origin.get() != Origin.URL) {
            return;
        }
        String suggested = SuggestedNames.nameOf(url.get());
        if (!suggested.isEmpty() && (name.get().isEmpty() || name.get().equals(suggestedBefore))) {
            name.set(suggested);
        }
        if (!suggested.isEmpty() && (network.get().isEmpty() || network.get().equals(suggestedBefore))) {
            network.set(suggested);
        }
        suggestedBefore = suggested;
    }
}
