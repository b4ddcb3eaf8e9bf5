package dev.opsdeck.server.audits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opsdeck.api.audits.Audit;
import dev.opsdeck.api.audits.AuditCapacity;
import dev.opsdeck.api.audits.AuditDetail;
import dev.opsdeck.api.audits.AuditItem;
import dev.opsdeck.api.audits.AuditKind;
import dev.opsdeck.api.audits.AuditOrder;
import dev.opsdeck.api.audits.AuditRequests;
import dev.opsdeck.api.audits.AuditSignature;
import dev.opsdeck.api.audits.AuditTick;
import dev.opsdeck.api.audits.MeasuredPeriod;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.requests.QueryReport;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Audits on a real database and a virtual clock.
abstract class AuditsSuite {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final String ADA = "operator at 127.0.0.1";

    private volatile Instant now = Instant.parse("2026-03-26T12:00:00Z");
    private @Nullable Instant since = Instant.parse("2026-03-01T00:00:00Z");
    private final List<LogEntry.Kind> logged = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final List<String> mails = new ArrayList<>();
    private boolean mailed;

    @SuppressWarnings("NullAway.Init")
    private Database database;

    abstract Database open();

    @BeforeEach
    void openDatabase() {
        database = open();
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    private Audits audits(String node, AuditKind... kinds) {
        Evidence evidence = new Evidence(
                () -> since,
                (from, to, zone) -> new MeasuredPeriod(
                        SampleFacts.nothing(from, to), List.of(SampleFacts.nothing(from, to)), List.of()),
                (from, to) -> new AuditRequests(null, 1_000, List.of(), List.of()),
                () -> new QueryReport(now, List.of(), 0, List.of()),
                List::of,
                (from, to) -> List.of(),
                before -> List.of(),
                SampleFacts::worse,
                () -> new AuditCapacity(20, 1L << 30, 150),
                (from, to) -> new Evidence.AlertHistory(List.of(), List.of()),
                (from, to) -> SampleFacts.standing(Period.chosen(AuditKind.MONTHLY, from, to, BERLIN), "Redis"));
        EnumSet<AuditKind> chosen = EnumSet.noneOf(AuditKind.class);
        chosen.addAll(List.of(kinds));
        return new Audits(
                database,
                node,
                new Json(),
                evidence,
                new AuditSettings(LocalTime.of(6, 0), BERLIN, chosen, mailed),
                "1.0.0",
                (kind, text, actor) -> {
                    synchronized (log) {
                        logged.add(kind);
                        log.add(text);
                    }
                },
                (title, lines) -> mails.add(title + " | " + String.join(" | ", lines)),
                () -> now);
    }

    @Test
    void itIsWrittenTickedSignedAndThenNothingChangesItAnyMore() {
        Audits audits = audits("here");
        AuditDetail written = audits.write(AuditKind.WEEKLY, new AuditOrder(null, null), ADA);
        long id = written.audit().id();
        assertThat(written.audit().from()).isEqualTo("2026-03-15T23:00:00Z");
        assertThat(written.audit().to()).isEqualTo("2026-03-22T23:00:00Z");
        assertThat(written.audit().openItems()).isEqualTo(4);
        assertThat(written.audit().whole()).isTrue();
        assertThat(written.report()).isNotNull();

        assertThatThrownBy(() -> audits.sign(id, new AuditSignature("Ada", null), ADA))
                .hasMessage(
                        "These points are open: p95, error-log, resource-trends, cache-hit-rates. Tick them first.");
        assertThatThrownBy(() -> audits.tick(id, new AuditTick("nothing", true), ADA))
                .hasMessageStartingWith("'item' must be one of p95, ");
        for (AuditItem item : written.items()) {
            now = now.plusSeconds(1);
            audits.tick(id, new AuditTick(item.key(), true), ADA);
        }
        audits.tick(id, new AuditTick("p95", false), ADA);
        assertThat(audits.find(id).audit().openItems()).isEqualTo(1);
        AuditDetail ticked = audits.tick(id, new AuditTick("p95", true), ADA);
        assertThat(ticked.items()).allSatisfy(item -> assertThat(item.doneBy()).isEqualTo(ADA));

        AuditDetail signed = audits.sign(id, new AuditSignature(" Ada Byron ", "All well."), ADA);
        assertThat(signed.audit().signedBy()).isEqualTo("Ada Byron");
        assertThat(signed.audit().signedAt()).isEqualTo(now);
        assertThat(signed.note()).isEqualTo("All well.");
        assertThat(signed.audit().whole()).isTrue();
        assertThatThrownBy(() -> audits.tick(id, new AuditTick("p95", false), ADA))
                .hasMessage("Audit 1 is signed: nothing in it can be changed any more.");
        assertThatThrownBy(() -> audits.sign(id, new AuditSignature("Eve", null), ADA))
                .hasMessageContaining("is signed");
        // Also for a server that has read it before: the signature has its place once.
        assertThat(new AuditRepository(database, "there").taken("signature 1")).isTrue();
        assertThat(logged).containsOnly(LogEntry.Kind.AUDIT).hasSize(2);
        assertThat(log.getLast())
                .startsWith("Weekly audit 1, 16 Mar 2026 to 22 Mar 2026, was signed by Ada Byron (hash ");
    }

    @Test
    void whatIsChangedInTheDatabaseIsNoticed() {
        Audits audits = audits("here");
        for (int i = 0; i < 4; i++) {
            audits.write(AuditKind.WEEKLY, new AuditOrder(null, null), ADA);
        }
        audits.tick(2, new AuditTick("p95", true), ADA);
        assertThat(broken(audits)).isEmpty();

        change("update audit_entries set body = replace(body, '1.0.0', '1.0.1') where report = 1");
        assertThat(broken(audits)).containsExactly(1L);
        change("update audit_entries set body = replace(body, '1.0.1', '1.0.0') where report = 1");
        assertThat(broken(audits)).isEmpty();

        // A tick belongs to its report.
        change("update audit_entries set author = 'viewer' where entry = 'TICK'");
        assertThat(broken(audits)).containsExactly(2L);
        change("update audit_entries set author = '" + ADA + "' where entry = 'TICK'");

        // Not JSON any more: still listed, and said.
        change("update audit_entries set body = 'x' where report = 4 and entry = 'REPORT'");
        assertThat(broken(audits)).containsExactly(4L);
        assertThat(audits.find(4).report()).isNull();
        assertThat(audits.find(4).audit().fault()).startsWith("It was changed after it was written");

        // One that is taken out breaks the one behind it.
        change("delete from audit_entries where report = 2 and entry = 'REPORT'");
        assertThat(broken(audits)).containsExactly(4L, 3L);
        assertThat(audits.find(3).audit().fault()).isEqualTo("An entry before it is missing from the chain of here.");
        // Its tick is still there, and tells of it.
        assertThat(audits.find(4).audit().fault())
                .endsWith("Audit 2, which its chain tells of, is not there any more.");
        // And the chain goes on behind it.
        assertThat(audits.write(AuditKind.WEEKLY, new AuditOrder(null, null), ADA)
                        .audit()
                        .whole())
                .isTrue();
    }

    @Test
    void aReportThatIsMadeIntoSomethingElseIsMissed() {
        Audits audits = audits("here");
        for (int i = 0; i < 3; i++) {
            audits.write(AuditKind.WEEKLY, new AuditOrder(null, null), ADA);
        }
        for (String word : new String[] {"TICK", "NOTHING"}) {
            change("update audit_entries set entry = '" + word + "' where report = 2");
            assertThat(audits.list(9, 0).data()).extracting(Audit::id).containsExactly(3L, 1L);
            assertThat(audits.find(1).audit().fault()).contains("Audit 2, which its chain tells of, is not there");
        }
        change("update audit_entries set entry = 'REPORT' where report = 2");
        assertThat(broken(audits)).isEmpty();
        change("update audit_entries set kind = 'DAILY' where report = 2");
        assertThat(broken(audits)).contains(2L);
    }

    @Test
    void aMadeUpHashDoesNotFitTheNextEntry() {
        Audits audits = audits("here");
        audits.write(AuditKind.WEEKLY, new AuditOrder(null, null), ADA);
        audits.write(AuditKind.WEEKLY, new AuditOrder(null, null), ADA);
        Entry first = new AuditRepository(database, "here").all().getFirst();
        Entry forged = new Entry(
                        first.node(),
                        first.seq(),
                        first.report(),
                        first.type(),
                        first.kind(),
                        first.from(),
                        first.to(),
                        first.at(),
                        "somebody else",
                        first.slot(),
                        first.body(),
                        "")
                .behind(Chain.START);
        database.write(c -> Sql.update(
                c, "update audit_entries set author = ?, hash = ? where seq = 1", forged.author(), forged.hash()));
        assertThat(broken(audits)).containsExactly(2L);
    }

    @Test
    void whatIsDueIsWrittenOnceAlsoWhenItsTimeWasMissed() {
        Audits audits = audits("here", AuditKind.values());
        audits.writeDue();
        // The quarter and the month that ended before anything was measured owe none.
        assertThat(audits.list(9, 0).data()).extracting(Audit::kind).containsExactly(AuditKind.WEEKLY);
        audits.writeDue();
        assertThat(audits.list(9, 0).total()).isEqualTo(1);

        // The server was off for months: the last of each kind, once, in the time of Berlin's summer.
        now = Instant.parse("2026-07-06T03:59:59Z");
        audits.writeDue();
        assertThat(audits.list(9, 0).data())
                .extracting(audit -> audit.kind() + " " + audit.from())
                .containsExactly(
                        "QUARTERLY 2026-03-31T22:00:00Z",
                        "MONTHLY 2026-05-31T22:00:00Z",
                        "WEEKLY 2026-06-21T22:00:00Z",
                        "WEEKLY 2026-03-15T23:00:00Z");
        now = now.plusSeconds(1);
        audits.writeDue();
        assertThat(audits.list(1, 0).data().getFirst().from()).isEqualTo("2026-06-28T22:00:00Z");
        assertThat(audits.list(1, 0).data().getFirst().author()).isEqualTo("schedule");
        audits.writeDue();
        assertThat(audits.list(9, 0).total()).isEqualTo(5);
    }

    @Test
    void whatWritesItselfIsMailedWhenThatIsWished() {
        audits("here", AuditKind.WEEKLY).writeDue();
        assertThat(mails).isEmpty();
        mailed = true;
        now = now.plus(Duration.ofDays(7));
        Audits audits = audits("here", AuditKind.WEEKLY);
        audits.writeDue();
        audits.writeDue();
        audits.write(AuditKind.WEEKLY, new AuditOrder(null, null), ADA);
        assertThat(mails).hasSize(1);
        assertThat(mails.getFirst())
                .startsWith("Opsdeck: Weekly audit, 23 Mar 2026 to 29 Mar 2026 | This period: nothing was measured")
                .contains("4 points need a person: tick and sign them on the page Audits. | SHA-256 ");
    }

    @Test
    void aServerThatHasMeasuredNothingOwesNothing() {
        since = null;
        Audits audits = audits("here", AuditKind.values());
        audits.writeDue();
        assertThat(audits.list(9, 0).data()).isEmpty();
        since = now.minus(Duration.ofHours(1));
        audits.writeDue();
        assertThat(audits.list(9, 0).data()).isEmpty();
    }

    @Test
    void severalServersWriteOneAndKeepAChainEach() throws Exception {
        List<Callable<@Nullable Void>> work = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Audits server = audits("server " + i % 3, AuditKind.WEEKLY);
            work.add(() -> {
                server.writeDue();
                server.write(AuditKind.MONTHLY, new AuditOrder(null, null), ADA);
                server.tick(1, new AuditTick("p95", true), ADA);
                return null;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (Future<?> done : threads.invokeAll(work)) {
                done.get();
            }
        }
        List<Audit> all = audits("here").list(20, 0).data();
        assertThat(all).filteredOn(audit -> audit.author().equals("schedule")).hasSize(1);
        assertThat(all).hasSize(7).allSatisfy(audit -> assertThat(audit.whole()).isTrue());
        assertThat(all).extracting(Audit::id).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
    }

    @Test
    void aPeriodMayBeChosenButNotInTheFuture() {
        Audits audits = audits("here");
        Instant from = now.minus(Duration.ofHours(3));
        AuditDetail chosen = audits.write(AuditKind.MONTHLY, new AuditOrder(from, now), ADA);
        assertThat(chosen.audit().from()).isEqualTo(from);
        assertThat(Objects.requireNonNull(chosen.report()).formerFrom()).isEqualTo(from.minus(Duration.ofHours(3)));
        assertThatThrownBy(() -> audits.write(AuditKind.MONTHLY, new AuditOrder(from, now.plusSeconds(1)), ADA))
                .hasMessageStartingWith("'to' lies in the future");
        assertThatThrownBy(() -> audits.find(99)).hasMessage("There is no audit 99.");
    }

    private static List<Long> broken(Audits audits) {
        return audits.list(20, 0).data().stream()
                .filter(audit -> !audit.whole())
                .map(Audit::id)
                .toList();
    }

    private void change(String sql) {
        int changed = database.write(c -> Sql.update(c, sql));
        assertThat(changed).isPositive();
    }
}
