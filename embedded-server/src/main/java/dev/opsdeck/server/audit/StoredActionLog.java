package dev.opsdeck.server.audit;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.server.db.BatchWriter;
import dev.opsdeck.server.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// The log of actions in the database. A line is shown live at once, also when the database is gone, and stored by a
/// thread of its own. Any thread may call it; closed by the server's wiring, before the database.
public final class StoredActionLog implements ActionLog, AutoCloseable {

    static final Duration KEPT = Duration.ofDays(400);

    private static final Logger LOG = LoggerFactory.getLogger(StoredActionLog.class);
    private static final int MAX_WAITING = 10_000;

    /// So that a storm of writes does not bring a storm of transactions.
    private static final Duration TOGETHER = Duration.ofMillis(100);

    private static final int MAX_TEXT = 1_000;
    private static final int MAX_ACTOR = 200;

    private final ActionLogRepository repository;
    private final InstantSource clock;
    private final Consumer<LogEntry> live;
    private final BatchWriter<LogEntry> writer;
    private final AtomicLong lastId = new AtomicLong();

    /// @param node which server this is, stable over restarts
    /// @param live told of every line at once
    public StoredActionLog(Database database, String node, InstantSource clock, Consumer<LogEntry> live) {
        this.repository = new ActionLogRepository(database, node);
        this.clock = clock;
        this.live = live;
        this.writer = new BatchWriter<>("actions", MAX_WAITING, TOGETHER, repository::store);
    }

    @Override
    public void log(LogEntry.Kind kind, String text, @Nullable String actor) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        LogEntry entry = new LogEntry(
                nextId(at), at, null, kind, cut(text, MAX_TEXT), actor == null ? null : cut(actor, MAX_ACTOR));
        // Products change by the thousand, and this log is their record: the process's log need not repeat it.
        LOG.atLevel(kind == LogEntry.Kind.PRODUCT ? Level.DEBUG : Level.INFO)
                .log(() -> kind + ": " + entry.text() + (entry.actor() == null ? "" : " (" + entry.actor() + ")"));
        writer.add(entry);
        live.accept(entry);
    }

    /// The lines of a stretch of time, newest first; what is not stored yet is among them.
    Page<LogEntry> list(Instant from, Instant to, int limit) {
        List<LogEntry> pending = writer.pending().stream()
                .filter(entry -> !entry.at().isBefore(from) && entry.at().isBefore(to))
                .toList();
        List<LogEntry> stored = repository.list(from, to, limit);
        long total = repository.count(from, to);
        Set<Long> known = new HashSet<>();
        stored.forEach(entry -> known.add(entry.id()));
        List<LogEntry> lines = new ArrayList<>(stored);
        for (LogEntry entry : pending) {
            if (known.add(entry.id())) {
                lines.add(entry);
                total++;
            }
        }
        lines.sort(Comparator.comparing(LogEntry::at)
                .thenComparingLong(LogEntry::id)
                .reversed());
        return new Page<>(lines.subList(0, Math.min(limit, lines.size())), Math.max(total, lines.size()), null);
    }

    /// Forgets what is older than 13 months. Called now and then, by a thread that may wait.
    public void trim() {
        repository.deleteBefore(clock.instant().minus(KEPT));
    }

    @Override
    public void close() {
        writer.close();
    }

    /// Microseconds of the time of day, but always more than before.
    private long nextId(Instant at) {
        return lastId.accumulateAndGet(at.toEpochMilli() * 1_000, (last, now) -> Math.max(last + 1, now));
    }

    private static String cut(String text, int max) {
        String clean = text.replace('\0', ' ');
        return clean.length() <= max ? clean : clean.substring(0, max - 1) + "…";
    }
}
