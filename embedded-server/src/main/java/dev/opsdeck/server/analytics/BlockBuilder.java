package dev.opsdeck.server.analytics;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseException;
import dev.opsdeck.server.db.Snapshot;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.LongSupplier;

/// Makes the blocks of the days that are over, and makes them anew when a late event came. Called in the background by
/// one thread; other servers on the same database may do the same work at the same time, which changes nothing.
///
/// A block of several days is made only when events of its days are refused for being too late, so once.
final class BlockBuilder {

    /// A call ends after so long, so that others of its thread do not wait; the next one goes on.
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private final Database database;
    private final int lateDays;
    private final LongSupplier nanos;

    /// @param lateDays how many days an event may be late
    BlockBuilder(Database database, int lateDays, LongSupplier nanos) {
        this.database = database;
        this.lateDays = lateDays;
        this.nanos = nanos;
    }

    private record Wanted(BlockRepository.State state, LocalDate first) {}

    /// @param kept the days that are kept, today being the last
    /// @return of how many spans blocks were made
    int build(Period kept) {
        long end = nanos.getAsLong() + AT_ONCE.toNanos();
        int made = 0;
        // The short ones first: the long ones are made of them.
        for (int length : Span.LENGTHS.reversed()) {
            Wanted wanted = database.readPrimary(Snapshot.of(
                    database.dialect(),
                    c -> new Wanted(BlockRepository.state(c, kept), BlockRepository.firstDay(c, kept.to()))));
            LocalDate last = kept.to().minusDays(length == 1 ? 1 : lateDays + 2L);
            LocalDate first = wanted.first().isBefore(kept.from()) ? kept.from() : wanted.first();
            // The newest first: they are asked for most.
            for (Span span = Span.around(last, length);
                    !span.last().isBefore(first);
                    span = Span.around(span.first().minusDays(1), length)) {
                boolean inside =
                        !span.first().isBefore(kept.from()) && !span.last().isAfter(last);
                if (inside && !wanted.state().isWhole(span)) {
                    made += build(span, length) ? 1 : 0;
                    if (nanos.getAsLong() - end > 0) {
                        return made;
                    }
                }
            }
        }
        return made;
    }

    /// @return false if a part of it is missing, or another server was faster
    private boolean build(Span span, int length) {
        record Made(long revision, List<ProductSums> sums, List<Earned> earned) {}
        List<Span> parts = length == 1
                ? List.of()
                : span.first()
                        .datesUntil(span.last().plusDays(1), java.time.Period.ofDays(length / 8))
                        .map(day -> Span.around(day, length / 8))
                        .toList();
        Made made = database.readPrimary(Snapshot.of(database.dialect(), c -> {
            BlockRepository.State state = BlockRepository.state(c, new Period(span.first(), span.last()));
            return parts.stream().allMatch(state::isWhole)
                    ? new Made(
                            state.revision(span),
                            BlockRepository.sums(c, span, parts, state),
                            MoneyRepository.earned(c, span, parts, state))
                    : new Made(-1, List.of(), List.of());
        }));
        if (made.revision() < 0) {
            return false;
        }
        try {
            database.write(c -> {
                BlockRepository.store(c, span, made.revision(), made.sums(), made.earned());
                return made;
            });
            return true;
        } catch (DatabaseException e) {
            if (e.constraintViolated()) {
                return false;
            }
            throw e;
        }
    }
}
