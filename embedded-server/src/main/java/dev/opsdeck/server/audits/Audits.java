package dev.opsdeck.server.audits;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.audits.Audit;
import dev.opsdeck.api.audits.AuditDetail;
import dev.opsdeck.api.audits.AuditItem;
import dev.opsdeck.api.audits.AuditKind;
import dev.opsdeck.api.audits.AuditOrder;
import dev.opsdeck.api.audits.AuditSignature;
import dev.opsdeck.api.audits.AuditTick;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.server.audit.ActionLog;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Bodies;
import dev.opsdeck.server.http.Json;
import io.helidon.webserver.http.HttpService;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes reports, by itself and on demand, and keeps them with what persons did with them in a chain that shows what
/// was changed. Any thread; a report of a quarter takes seconds.
public final class Audits {

    /// Who makes the scheduled ones.
    static final String SCHEDULE = "schedule";

    private static final int NAME_OF_HASH = 12;

    private final AuditRepository repository;
    private final Json json;
    private final Records records;
    private final Evidence evidence;
    private final AuditSettings settings;
    private final String version;
    private final ActionLog actions;
    private final BiConsumer<String, List<String>> mail;
    private final InstantSource clock;
    private final AtomicBoolean writing = new AtomicBoolean();

    /// @param node    which server this is, stable over restarts
    /// @param version of this server, for the reports
    /// @param mail    sends a mail, given its subject and lines
    public Audits(
            Database database,
            String node,
            Json json,
            Evidence evidence,
            AuditSettings settings,
            String version,
            ActionLog actions,
            BiConsumer<String, List<String>> mail,
            InstantSource clock) {
        this.repository = new AuditRepository(database, node);
        this.json = json;
        this.records = new Records(json);
        this.evidence = evidence;
        this.settings = settings;
        this.version = version;
        this.actions = actions;
        this.mail = mail;
        this.clock = clock;
    }

    /// `/ops/audits`.
    public HttpService routes(Answers answers, Bodies bodies, Access access) {
        return new AuditRoutes(this, answers, bodies, access);
    }

    /// Writes the reports that are due and not there yet: of each kind that of the last period, also when its
    /// time was missed. A period that ended before anything was measured owes none. To be called every minute or
    /// so, by a thread that may be busy for a while.
    public void writeDue() {
        Instant now = now();
        Instant since = null;
        for (AuditKind kind : AuditKind.values()) {
            if (!settings.kinds().contains(kind)) {
                continue;
            }
            Period due = Period.due(kind, now, settings.zone(), settings.at());
            if (repository.taken(slot(due))) {
                continue;
            }
            since = since == null ? evidence.since().get() : since;
            if (since != null && since.isBefore(due.to())) {
                write(due, SCHEDULE, slot(due));
            }
        }
    }

    /// Writes one now, of the last period that is over or of the one that is asked for.
    AuditDetail write(AuditKind kind, AuditOrder order, String actor) {
        Instant now = now();
        Instant from = order.from();
        Instant to = order.to();
        if (to != null && to.isAfter(now)) {
            throw ApiException.badRequest("to", "'to' lies in the future: nothing is known of it yet.");
        }
        Period period = from == null || to == null
                ? Period.last(kind, now, settings.zone())
                : Period.chosen(
                        kind, from.truncatedTo(ChronoUnit.MILLIS), to.truncatedTo(ChronoUnit.MILLIS), settings.zone());
        return find(write(period, actor, null)
                .orElseThrow(() -> ApiException.conflict(
                        "A report is being written by this server: wait a moment, then try again.")));
    }

    /// @return its number; empty when another one is being written, or somebody was faster
    private Optional<Long> write(Period period, String author, @Nullable String slot) {
        if (!writing.compareAndSet(false, true)) {
            return Optional.empty();
        }
        try {
            String body = report(period);
            Instant at = now();
            Optional<Entry> entry = repository.append((seq, number) -> new Entry(
                    repository.node(),
                    seq,
                    number,
                    Entry.Type.REPORT,
                    period.kind(),
                    period.from(),
                    period.to(),
                    at,
                    author,
                    slot,
                    body,
                    ""));
            entry.ifPresent(made -> written(made, author));
            return entry.map(Entry::report);
        } finally {
            writing.set(false);
        }
    }

    private void written(Entry entry, String author) {
        log(entry, "was written", author);
        if (settings.mail() && author.equals(SCHEDULE)) {
            AuditDetail detail = find(entry.report());
            mail.accept("Opsdeck: " + Paper.of(detail).title(), MailText.of(detail));
        }
    }

    /// On a thread of its own: adding up a quarter is computing for seconds, which on a virtual thread would keep a
    /// processor from all requests.
    private String report(Period period) {
        FutureTask<String> report =
                new FutureTask<>(() -> text(ReportWriter.write(evidence.facts(period, now(), version))));
        Thread.ofPlatform().daemon().name("opsdeck-audit").start(report);
        try {
            return report.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            report.cancel(true);
            Thread.currentThread().interrupt();
            throw ApiException.unavailable("The server is being shut down.");
        }
    }

    /// Newest first.
    Page<Audit> list(int limit, int offset) {
        return records.list(repository.all(), limit, offset);
    }

    /// @throws ApiException 404
    AuditDetail find(long id) {
        return records.find(repository.all(), id)
                .orElseThrow(() -> ApiException.notFound("There is no audit " + id + "."));
    }

    /// Ticks a point or opens it again.
    AuditDetail tick(long id, AuditTick tick, String actor) {
        AuditDetail detail = unsigned(id);
        AuditItem item = detail.items().stream()
                .filter(known -> known.key().equals(tick.item()))
                .findFirst()
                .orElseThrow(() -> ApiException.badRequest(
                        "item",
                        "'item' must be one of "
                                + detail.items().stream().map(AuditItem::key).collect(Collectors.joining(", "))
                                + "."));
        if (tick.done() == (item.doneBy() == null)) {
            add(detail.audit(), Entry.Type.TICK, null, text(tick), actor);
        }
        return find(id);
    }

    /// Signs it, once and for all.
    AuditDetail sign(long id, AuditSignature signature, String actor) {
        AuditDetail detail = unsigned(id);
        List<AuditItem> open =
                detail.items().stream().filter(item -> item.doneBy() == null).toList();
        if (!open.isEmpty()) {
            throw ApiException.conflict("These points are open: "
                    + open.stream().map(AuditItem::key).collect(Collectors.joining(", ")) + ". Tick them first.");
        }
        Entry entry = add(detail.audit(), Entry.Type.SIGNATURE, "signature " + id, text(signature), actor)
                .orElseThrow(() -> signed(id));
        log(entry, "was signed by " + signature.name(), actor);
        return find(id);
    }

    private AuditDetail unsigned(long id) {
        AuditDetail detail = find(id);
        if (detail.audit().signedAt() != null) {
            throw signed(id);
        }
        return detail;
    }

    private static ApiException signed(long id) {
        return ApiException.conflict("Audit " + id + " is signed: nothing in it can be changed any more.");
    }

    private Optional<Entry> add(Audit audit, Entry.Type type, @Nullable String slot, String body, String actor) {
        Instant at = now();
        return repository.append((seq, number) -> new Entry(
                repository.node(),
                seq,
                audit.id(),
                type,
                audit.kind(),
                audit.from(),
                audit.to(),
                at,
                actor,
                slot,
                body,
                ""));
    }

    private void log(Entry entry, String what, String actor) {
        actions.log(
                LogEntry.Kind.AUDIT,
                Words.kind(entry.kind()) + " audit " + entry.report() + ", "
                        + Words.period(entry.from(), entry.to(), settings.zone()) + ", " + what + " (hash "
                        + entry.hash().substring(0, NAME_OF_HASH) + ").",
                actor.equals(SCHEDULE) ? null : actor);
    }

    private static String slot(Period period) {
        LocalDate first = Objects.requireNonNull(period.first(), "a scheduled period begins with a day");
        return period.kind().name().toLowerCase(Locale.ROOT) + " " + first;
    }

    private String text(Object value) {
        return new String(json.bytes(value), StandardCharsets.UTF_8);
    }

    /// As exact as the database keeps it, or the hash would not fit what is read back.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
