package dev.opsdeck.console.audits;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.audits.Audit;
import dev.opsdeck.api.audits.AuditAlerts;
import dev.opsdeck.api.audits.AuditCapacity;
import dev.opsdeck.api.audits.AuditChart;
import dev.opsdeck.api.audits.AuditDetail;
import dev.opsdeck.api.audits.AuditFormat;
import dev.opsdeck.api.audits.AuditItem;
import dev.opsdeck.api.audits.AuditKind;
import dev.opsdeck.api.audits.AuditPoint;
import dev.opsdeck.api.audits.AuditReport;
import dev.opsdeck.api.audits.AuditRequests;
import dev.opsdeck.api.audits.AuditSection;
import dev.opsdeck.api.audits.AuditSignature;
import dev.opsdeck.api.audits.AuditTable;
import dev.opsdeck.api.audits.AuditTick;
import dev.opsdeck.api.audits.Measured;
import dev.opsdeck.api.metrics.Latency;
import dev.opsdeck.api.requests.QueryReport;
import dev.opsdeck.console.connection.ApiFailure;
import dev.opsdeck.console.connection.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A server in memory: the audits it is given, and the calls it got.
final class FakeAuditServer implements AuditServer {

    static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    static final Instant MONDAY = Instant.parse("2026-11-16T00:00:00Z");

    final TreeMap<Long, AuditDetail> audits = new TreeMap<>();
    final List<String> calls = new ArrayList<>();

    @Nullable
    Failure failure;

    /// An audit of the week before that Monday, of which the first `done` points are ticked.
    static AuditDetail audit(long id, AuditKind kind, int done, @Nullable String signedBy, String text) {
        List<AuditItem> items = new ArrayList<>();
        String[] points = {"Response time: what changed p95 is understood.", "Error log: " + text, "Trends.", "Caches."
        };
        for (int i = 0; i < points.length; i++) {
            boolean ticked = i < done;
            items.add(new AuditItem(
                    "item" + i,
                    points[i],
                    ticked ? "operator at 127.0.0.1" : null,
                    ticked ? NOW.minusSeconds(60) : null));
        }
        Audit audit = new Audit(
                id,
                kind,
                "local",
                MONDAY,
                MONDAY.plus(Duration.ofDays(7)),
                NOW.minusSeconds(7_200),
                "schedule",
                items.size(),
                items.size() - done,
                signedBy,
                signedBy == null ? null : NOW.minusSeconds(30),
                "0123456789abcdef".repeat(4),
                true,
                null);
        return new AuditDetail(audit, report(kind, text), items, signedBy == null ? null : "Discussed on Monday.");
    }

    static AuditDetail broken(AuditDetail detail) {
        Audit a = detail.audit();
        return new AuditDetail(
                new Audit(
                        a.id(),
                        a.kind(),
                        a.node(),
                        a.from(),
                        a.to(),
                        a.madeAt(),
                        a.author(),
                        a.items(),
                        a.openItems(),
                        a.signedBy(),
                        a.signedAt(),
                        a.hash(),
                        false,
                        "It was changed after it was written, or the entry before it was replaced together with its hash."),
                null,
                detail.items(),
                null);
    }

    private static AuditReport report(AuditKind kind, String text) {
        Instant end = MONDAY.plus(Duration.ofDays(7));
        Measured measured = new Measured(MONDAY, end, 0, Latency.NONE, 0, 0, 0, null, null, null, null, null);
        return new AuditReport(
                kind,
                MONDAY,
                end,
                "UTC",
                NOW,
                "1.0.0",
                MONDAY.minus(Duration.ofDays(7)),
                measured,
                measured,
                List.of(),
                List.of("local"),
                List.of(),
                List.of(),
                new AuditRequests(null, 1_000, List.of(), List.of()),
                new QueryReport(NOW, List.of(), 0, List.of()),
                List.of(),
                List.of(),
                null,
                new AuditCapacity(20, 1L << 30, 150),
                new AuditAlerts(List.of(), List.of()),
                null,
                sections(text));
    }

    private static List<AuditSection> sections(String text) {
        return List.of(
                new AuditSection(
                        "Figures",
                        List.of(
                                "This period: measured for 6 d 23 h of 7 d; of the rest nothing is known.",
                                "The goal of p95 under 200 ms was kept."),
                        List.of(),
                        List.of(new AuditTable(
                                List.of("Figure", "This period", "The one before", "Change"),
                                1,
                                List.of(
                                        List.of("Response time p95", "165 ms", "150 ms", "+10 %"),
                                        List.of("Requests", "1,518,400", "1,604,800", "−5.38 %"),
                                        List.of("Cache hit rate", "90 %", "–", "–"))))),
                new AuditSection(
                        "Day by day",
                        List.of(),
                        List.of(
                                chart("Response time p95", "ms", 140),
                                chart("Requests a second", "", 0.4),
                                chart("Errors", "%", 0)),
                        List.of()),
                new AuditSection(
                        "Worst queries",
                        List.of("Counted by the server that wrote this, since 23 Nov 2026 04:00."),
                        List.of(),
                        List.of(new AuditTable(
                                List.of("Statement", "Route", "Calls", "p95", "Slowest", "Together"),
                                2,
                                List.of(List.of(
                                        "select * from products where title = " + text,
                                        "the server's own work",
                                        "1,200",
                                        "11.2 ms",
                                        "98 ms",
                                        "9 s"))))));
    }

    private static AuditChart chart(String title, String unit, double value) {
        List<AuditPoint> points = new ArrayList<>();
        for (int day = 0; day < 7; day++) {
            if (day != 4) {
                Instant at = MONDAY.plus(Duration.ofHours(24L * day + 12));
                points.add(new AuditPoint(at, (16 + day) + " Nov", value * (1 + day / 10.0)));
            }
        }
        return new AuditChart(title, unit, MONDAY, MONDAY.plus(Duration.ofDays(7)), points);
    }

    void add(AuditDetail detail) {
        audits.put(detail.audit().id(), detail);
    }

    @Override
    public Page<Audit> audits(int limit) {
        calls.add("list");
        fail();
        return Page.whole(audits.descendingMap().values().stream()
                .limit(limit)
                .map(AuditDetail::audit)
                .toList());
    }

    @Override
    public AuditDetail audit(long id) {
        calls.add("read " + id);
        fail();
        return Objects.requireNonNull(audits.get(id));
    }

    @Override
    public byte[] file(long id, AuditFormat format) {
        calls.add("file " + id + " " + format);
        fail();
        return "%PDF".getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public AuditDetail write(AuditKind kind) {
        calls.add("write " + kind);
        fail();
        AuditDetail written = audit(audits.isEmpty() ? 1 : audits.lastKey() + 1, kind, 0, null, "known.");
        add(written);
        return written;
    }

    @Override
    public AuditDetail tick(long id, AuditTick tick) {
        calls.add("tick " + id + " " + tick.item() + " " + tick.done());
        fail();
        int done = Integer.parseInt(tick.item().substring(4)) + (tick.done() ? 1 : 0);
        AuditDetail ticked = audit(id, audit(id).audit().kind(), done, null, "known.");
        add(ticked);
        return ticked;
    }

    @Override
    public AuditDetail sign(long id, AuditSignature signature) {
        calls.add("sign " + id + " " + signature.name() + " " + signature.note());
        fail();
        AuditDetail signed = audit(id, audit(id).audit().kind(), 4, signature.name(), "known.");
        add(signed);
        return signed;
    }

    private void fail() {
        if (failure != null) {
            throw new ApiFailure(failure);
        }
    }
}
