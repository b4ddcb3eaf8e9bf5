package dev.opsdeck.server.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.db.SqlWork;
import dev.opsdeck.server.db.TestDatabases;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How two processes agree through one PostgreSQL.
final class StampsIT {

    private final AtomicLong nanos = new AtomicLong();

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private Stamps one;

    @SuppressWarnings("NullAway.Init")
    private Stamps two;

    @BeforeEach
    void begin() {
        database = TestDatabases.postgres();
        one = new Stamps(new StampRepository(database), nanos::get);
        two = new Stamps(new StampRepository(database), nanos::get);
    }

    @AfterEach
    void end() {
        database.close();
    }

    @Test
    void processesAgreeOnTheFirstStampOfAScope() {
        Scope here = one.scope("lists", () -> {});
        Scope there = two.scope("lists", () -> {});
        assertThat(here.stamp().known()).isFalse();
        one.pull(); // finds none and adds one
        one.pull();
        two.pull();
        assertThat(here.stamp().known()).isTrue();
        assertThat(there.stamp().text()).isEqualTo(here.stamp().text());
    }

    @Test
    void aRenewalIsInForceHereAtOnceAndThereAtTheNextPull() {
        Scope here = agreed(one, "lists");
        Scope there = agreed(two, "lists");
        String before = here.stamp().text();

        one.renew(List.of(here));

        assertThat(here.stamp().text()).isNotEqualTo(before);
        assertThat(here.stamp().known()).isTrue();
        assertThat(there.stamp().text()).isEqualTo(before);
        two.pull();
        assertThat(there.stamp().text()).isEqualTo(here.stamp().text());
    }

    @Test
    void aWriteOfOneStatementTellsByItsCommit() {
        Scope here = agreed(one, "lists");
        Scope there = agreed(two, "lists");
        AtomicLong told = new AtomicLong();
        Renewal renewal = one.renewal(List.of(here), told::incrementAndGet);
        write(renewal);
        // The process could end here: the others hear of it.
        two.pull();
        assertThat(there.stamp().text()).isEqualTo(renewal.stamp());

        renewal.committed();
        assertThat(here.stamp().text()).isEqualTo(renewal.stamp());
        assertThat(here.stamp().known()).isTrue();
        assertThat(told).hasValue(1);
    }

    @Test
    void aLongTransactionTellsByItsLastStatement() {
        Scope here = agreed(one, "lists");
        Scope there = agreed(two, "lists");
        List<Renewal> made = new ArrayList<>();
        Function<SqlWork<Integer>, Integer> dying = work -> {
            database.write(work);
            throw new IllegalStateException("The process ends after its commit.");
        };
        assertThatIllegalStateException()
                .isThrownBy(() -> Renewal.write(dying, c -> 1, done -> {
                    made.add(one.renewal(List.of(here), () -> {}));
                    return made.getLast();
                }));
        two.pull();
        assertThat(there.stamp().text()).isEqualTo(made.getFirst().stamp());

        int done = Renewal.write(database::write, c -> 2, rows -> {
            made.add(one.renewal(List.of(here), () -> {}));
            return made.getLast();
        });
        assertThat(done).isEqualTo(2);
        assertThat(here.stamp().known()).isTrue();
        two.pull();
        assertThat(there.stamp().text()).isEqualTo(here.stamp().text());
    }

    @Test
    void aTransactionThatChangesNothingTellsNothing() {
        Scope here = agreed(one, "lists");
        Scope there = agreed(two, "lists");
        Stamp before = here.stamp();
        Renewal.<Integer>write(database::write, c -> 0, none -> null);
        two.pull();
        assertThat(here.stamp()).isSameAs(before);
        assertThat(there.stamp().text()).isEqualTo(before.text());
    }

    @Test
    void aWriteWhoseAnswerWasLostIsHeardOfHereToo() {
        Scope here = agreed(one, "lists");
        Renewal renewal = one.renewal(List.of(here), () -> {});
        write(renewal);
        one.pull();
        assertThat(here.stamp().text()).isEqualTo(renewal.stamp());
        // And if the answer comes late, what was read since the pull may stay.
        Stamp learned = here.stamp();
        renewal.committed();
        assertThat(here.stamp()).isSameAs(learned);
    }

    @Test
    void ofTwoWritesAtOnceNobodyKnowsWhoseWasLastSoAThirdStampIsAgreedOn() {
        Scope here = agreed(one, "lists");
        Scope there = agreed(two, "lists");
        Renewal early = one.renewal(List.of(here), () -> {});
        Renewal late = one.renewal(List.of(here), () -> {});
        write(early);
        write(late);
        late.committed();
        early.committed();

        assertThat(here.stamp().known()).isTrue();
        assertThat(here.stamp().text()).isNotIn(early.stamp(), late.stamp());
        two.pull();
        assertThat(there.stamp().text()).isEqualTo(here.stamp().text());
    }

    private void write(Renewal renewal) {
        database.writeAtOnce(c -> Sql.number(
                c,
                "with p as (select 1), " + Renewal.after("p") + " select count(*) from p",
                c.createArrayOf("varchar", renewal.scopes().toArray()),
                renewal.stamp()));
    }

    @Test
    void anUnchangedStampStaysTheSameObject() {
        Scope here = agreed(one, "lists");
        Stamp before = here.stamp();
        one.pull();
        assertThat(here.stamp()).isSameAs(before);
    }

    @Test
    void aChangeThatCouldNotBeToldIsToldLater() {
        Scope here = agreed(one, "lists");
        Scope there = agreed(two, "lists");
        String before = there.stamp().text();
        database.write(c -> Sql.update(c, "alter table cache_stamps rename to cache_stamps_away"));

        one.renew(List.of(here));

        assertThat(here.stamp().text()).isNotEqualTo(before);
        assertThat(here.stamp().known()).isFalse();
        database.write(c -> Sql.update(c, "alter table cache_stamps_away rename to cache_stamps"));
        one.pull();
        two.pull();
        assertThat(here.stamp().known()).isTrue();
        assertThat(there.stamp().text()).isEqualTo(here.stamp().text()).isNotEqualTo(before);
    }

    @Test
    void withoutNewsAValueIsTrustedForLessThanASecond() {
        agreed(one, "lists");
        assertThat(one.trusted(nanos.get() - Long.MAX_VALUE / 2, nanos.get())).isTrue();
        long read = nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(900));
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(900));
        assertThat(one.trusted(read, nanos.get())).isTrue();
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
        assertThat(one.trusted(read, nanos.get())).isFalse();
        one.pull();
        assertThat(one.trusted(read, nanos.get())).isTrue();
    }

    @Test
    void processesThatRenewTheSameScopesAtOnceDoNotBlockEachOtherAndAgreeInTheEnd() throws Exception {
        List<Scope> here = new ArrayList<>();
        List<Scope> there = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            here.add(agreed(one, "scope" + i));
            there.addFirst(agreed(two, "scope" + i));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> renewals = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                renewals.add(threads.submit(() -> one.renew(here)));
                renewals.add(threads.submit(() -> two.renew(there)));
            }
            for (Future<?> renewal : renewals) {
                renewal.get(30, TimeUnit.SECONDS);
            }
        }
        one.pull();
        two.pull();
        for (int i = 0; i < 20; i++) {
            assertThat(here.get(i).stamp().known()).isTrue();
            assertThat(there.get(19 - i).stamp().text())
                    .isEqualTo(here.get(i).stamp().text());
        }
    }

    private static Scope agreed(Stamps stamps, String name) {
        Scope scope = stamps.scope(name, () -> {});
        stamps.pull();
        stamps.pull();
        assertThat(scope.stamp().known()).isTrue();
        return scope;
    }
}
