package dev.opsdeck.server.audits;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.opsdeck.api.Page;
import dev.opsdeck.api.audits.Audit;
import dev.opsdeck.api.audits.AuditDetail;
import dev.opsdeck.api.audits.AuditItem;
import dev.opsdeck.api.audits.AuditReport;
import dev.opsdeck.api.audits.AuditSignature;
import dev.opsdeck.api.audits.AuditTick;
import dev.opsdeck.server.http.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes audits of the entries of the chains. Pure but for reading JSON.
final class Records {

    private final Json json;

    Records(Json json) {
        this.json = json;
    }

    /// Newest first.
    ///
    /// @param entries all, by node and place
    Page<Audit> list(List<Entry> entries, int limit, int offset) {
        Map<Entry, String> faults = faults(entries);
        List<Audit> audits = entries.stream()
                .filter(entry -> entry.type() == Entry.Type.REPORT)
                .sorted(Comparator.comparingLong(Entry::report).reversed())
                .map(report -> audit(report, about(report, entries), faults))
                .toList();
        return new Page<>(audits.stream().skip(offset).limit(limit).toList(), audits.size(), null);
    }

    /// One with everything; empty when there is none of that number.
    Optional<AuditDetail> find(List<Entry> entries, long id) {
        Map<Entry, String> faults = faults(entries);
        return entries.stream()
                .filter(entry -> entry.type() == Entry.Type.REPORT && entry.report() == id)
                .findFirst()
                .map(report -> {
                    List<Entry> about = about(report, entries);
                    return new AuditDetail(
                            audit(report, about, faults),
                            read(report, AuditReport.class).orElse(null),
                            items(report, about),
                            signature(about)
                                    .flatMap(entry -> read(entry, AuditSignature.class))
                                    .map(AuditSignature::note)
                                    .orElse(null));
                });
    }

    /// Those of the chains; and where an entry tells of a report that is not there any more, that is a fault of the
    /// report before it in the chain, or else behind it, because it has to be said somewhere.
    private static Map<Entry, String> faults(List<Entry> entries) {
        Map<Entry, String> faults = Chain.faults(entries);
        List<Entry> reports = entries.stream()
                .filter(entry -> entry.type() == Entry.Type.REPORT)
                .toList();
        Set<Long> there = reports.stream().map(Entry::report).collect(Collectors.toSet());
        for (Entry entry : entries) {
            if (there.add(entry.report())) {
                reports.stream()
                        .filter(report -> report.node().equals(entry.node()))
                        .reduce((before, report) -> report.seq() < entry.seq() ? report : before)
                        .ifPresent(report -> faults.merge(
                                report,
                                "Audit " + entry.report() + ", which its chain tells of, is not there any more.",
                                (one, other) -> one + " " + other));
            }
        }
        return faults;
    }

    private Audit audit(Entry report, List<Entry> about, Map<Entry, String> faults) {
        List<AuditItem> items = items(report, about);
        Optional<Entry> signature = signature(about);
        List<String> wrong = about.stream()
                .map(faults::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return new Audit(
                report.report(),
                report.kind(),
                report.node(),
                report.from(),
                report.to(),
                report.at(),
                report.author(),
                items.size(),
                (int) items.stream().filter(item -> item.doneBy() == null).count(),
                signature
                        .flatMap(entry -> read(entry, AuditSignature.class))
                        .map(AuditSignature::name)
                        .orElse(null),
                signature.map(Entry::at).orElse(null),
                report.hash(),
                wrong.isEmpty(),
                wrong.isEmpty() ? null : String.join(" ", wrong));
    }

    /// The report and what was done with it, in the order of time.
    private static List<Entry> about(Entry report, List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.report() == report.report())
                .sorted(Comparator.comparing(Entry::at).thenComparingLong(Entry::seq))
                .toList();
    }

    private List<AuditItem> items(Entry report, List<Entry> about) {
        Map<String, AuditItem> items = new LinkedHashMap<>();
        Checklist.of(report.kind()).forEach(item -> items.put(item.key(), item));
        for (Entry entry : about) {
            AuditTick tick = entry.type() == Entry.Type.TICK
                    ? read(entry, AuditTick.class).orElse(null)
                    : null;
            if (tick != null) {
                items.computeIfPresent(
                        tick.item(),
                        (key, item) -> new AuditItem(
                                key,
                                item.text(),
                                tick.done() ? entry.author() : null,
                                tick.done() ? entry.at() : null));
            }
        }
        return new ArrayList<>(items.values());
    }

    private static Optional<Entry> signature(List<Entry> about) {
        return about.stream()
                .filter(entry -> entry.type() == Entry.Type.SIGNATURE)
                .findFirst();
    }

    /// Empty when somebody changed it into something else: the chain says so.
    private <T> Optional<T> read(Entry entry, Class<T> type) {
        try {
            @Nullable T value = json.mapper().readValue(entry.body(), type);
            return Optional.ofNullable(value);
        } catch (JsonProcessingException changed) {
            return Optional.empty();
        }
    }
}
