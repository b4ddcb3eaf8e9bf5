package dev.opsdeck.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.caches.Flush;
import dev.opsdeck.api.caches.FlushState;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.task.DirectTasks;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FlushesViewModelTest {

    private static final Instant NOON = Samples.NOON;

    private final SampleFlushes server = new SampleFlushes();
    private final FlushesViewModel model = new FlushesViewModel(() -> server, new DirectTasks());

    @Test
    void aFlushInTheLogIsLookedAtBesideFormerOnesOfTheSameCaches() {
        server.add(SampleFlushes.flush(1, NOON.minusSeconds(900), SampleFlushes.back(30)));
        server.add(SampleFlushes.longest(2, NOON.minusSeconds(800)));
        server.add(SampleFlushes.flush(3, NOON.minusSeconds(700), SampleFlushes.untold()));
        for (int i = 4; i < 8; i++) {
            server.add(SampleFlushes.flush(i, NOON.minusSeconds(700 - i), SampleFlushes.back(30)));
        }
        server.add(SampleFlushes.flush(8, NOON, SampleFlushes.running(1)));

        model.logged(log(NOON.plusMillis(20)), Samples.quiet(NOON));

        assertThat(shown().report().flush().id()).isEqualTo(8);
        assertThat(shown().former()).extracting(report -> report.flush().id()).containsExactly(7L, 6L, 5L);
        assertThat(model.list()).hasSize(8);
        assertThat(model.notice().get()).isEmpty();
    }

    @Test
    void whileItChangesItIsReadAgainAndNoMoreWhenItDoesNot() {
        server.add(SampleFlushes.flush(8, NOON, SampleFlushes.running(1)));
        model.logged(log(NOON), Samples.quiet(NOON));
        server.calls.clear();
        for (int second = 1; second <= 12; second++) {
            server.add(SampleFlushes.flush(8, NOON, SampleFlushes.running(second)));
            model.sampled(Samples.quiet(NOON.plusSeconds(second)));
        }
        assertThat(server.calls).containsExactly("report 8", "report 8", "report 8", "report 8");
        assertThat(shown().report().flush().findings().followedSeconds()).isEqualTo(10);

        server.add(SampleFlushes.flush(8, NOON, SampleFlushes.back(35)));
        server.calls.clear();
        for (int second = 13; second <= 90; second++) {
            model.sampled(Samples.quiet(NOON.plusSeconds(second)));
        }
        // Once to learn that it is back, and once more: nothing changed any more.
        assertThat(server.calls).containsExactly("report 8", "report 8");
        assertThat(shown().report().flush().findings().state()).isEqualTo(FlushState.BACK);
        assertThat(model.list().getFirst().findings().state()).isEqualTo(FlushState.BACK);
    }

    @Test
    void itGoesByItselfAfterTenMinutesButNotWhenItWasOpened() {
        server.add(SampleFlushes.flush(8, NOON, SampleFlushes.back(35)));
        model.logged(log(NOON), Samples.quiet(NOON));
        model.sampled(Samples.quiet(NOON.plusSeconds(600)));
        assertThat(model.shown().get()).isNotNull();
        model.sampled(Samples.quiet(NOON.plusSeconds(601)));
        assertThat(model.shown().get()).isNull();

        model.openLatest();
        model.sampled(Samples.quiet(NOON.plusSeconds(6_000)));
        assertThat(shown().report().flush().id()).isEqualTo(8);
    }

    @Test
    void aFlushOfLongAgoIsNoNews() {
        model.logged(log(NOON.minusSeconds(61)), Samples.quiet(NOON));
        assertThat(server.calls).isEmpty();
        assertThat(model.shown().get()).isNull();
    }

    @Test
    void theOneOfAMarkOrOfTheListIsOpened() {
        Flush old = SampleFlushes.flush(3, NOON.minusSeconds(700), SampleFlushes.back(20));
        server.add(old);
        server.add(SampleFlushes.flush(4, NOON.minusSeconds(697), SampleFlushes.back(20)));
        server.add(SampleFlushes.flush(8, NOON, SampleFlushes.back(35)));
        model.open(NOON.minusSeconds(698));
        assertThat(shown().report().flush().id()).isEqualTo(4);
        model.open(old);
        assertThat(shown().report().flush().id()).isEqualTo(3);
        assertThat(shown().former()).isEmpty();
        model.open(NOON.minusSeconds(300));
        assertThat(model.shown().get()).isNull();
        assertThat(model.notice().get()).isEqualTo("The server has kept nothing about this flush any more.");
    }

    @Test
    void withoutAnyAndWithoutAnAnswerItSaysSo() {
        model.openLatest();
        assertThat(model.notice().get()).isEqualTo("No flush is kept yet.");
        server.failure = new Offline(Reason.GONE, "eu-prod", "eu.example:8080");
        model.openLatest();
        assertThat(model.notice().get()).startsWith("No answer from eu-prod");
        model.dismiss();
        assertThat(model.notice().get()).isEmpty();
    }

    @Test
    void aServerThatDoesNotAnswerMeanwhileLeavesWhatIsShown() {
        server.add(SampleFlushes.flush(8, NOON, SampleFlushes.running(1)));
        model.logged(log(NOON), Samples.quiet(NOON));
        server.failure = new Offline(Reason.GONE, "eu-prod", "eu.example:8080");
        model.sampled(Samples.quiet(NOON.plusSeconds(5)));
        assertThat(shown().report().flush().id()).isEqualTo(8);
        assertThat(model.notice().get()).isEmpty();
    }

    @Test
    void anotherServersFlushesAreOthers() {
        server.add(SampleFlushes.flush(8, NOON, SampleFlushes.running(1)));
        model.logged(log(NOON), Samples.quiet(NOON));
        model.forget(log(NOON.minusSeconds(10)));
        assertThat(model.shown().get()).isNull();
        assertThat(model.list()).isEmpty();
        model.logged(log(NOON.minusSeconds(10)), Samples.quiet(NOON));
        assertThat(model.shown().get()).isNull();
    }

    @Test
    void aFlushIsSaidInFigures() {
        Flush flush = SampleFlushes.flush(8, NOON, SampleFlushes.back(35));
        assertThat(FlushWords.what(flush)).isEqualTo("1,204 entries of all caches dropped by operator at 127.0.0.1");
        assertThat(FlushWords.dropped(flush)).isEqualTo("products: 1,200, 200 of them in Redis\ntop: 4");
        assertThat(FlushWords.recovery(flush.findings()))
                .isEqualTo("Nine tenths of the former hit rate of 94.1 % were back after 35 s.");
        assertThat(FlushWords.cost(flush.findings()))
                .isEqualTo(
                        "1,240 extra queries · queries a second at most 61.8, 10.2 before · connections at most 9.00,"
                                + " 1.10 before · p95 at most 145 ms, 20.4 ms before");
        assertThat(FlushWords.recovery(SampleFlushes.running(12)))
                .isEqualTo("Nine tenths of the former hit rate of 94.1 % are not back yet, 12 s after the flush.");
        assertThat(FlushWords.recovery(SampleFlushes.untold()))
                .isEqualTo("Whether the former hit rate of 94.1 % came back cannot be told.");
        Flush other = SampleFlushes.longest(9, NOON);
        assertThat(FlushWords.recovery(other.findings())).endsWith("were not back after 10 min.");
        assertThat(FlushWords.what(other))
                .contains("of products.a-cache-with-a-long-name")
                .endsWith(":65535");
        assertThat(FlushWords.dropped(other)).isEqualTo("The caches were empty.");
    }

    private ShownFlush shown() {
        return Objects.requireNonNull(model.shown().get());
    }

    private static List<LogEntry> log(Instant at) {
        return List.of(new LogEntry(20, at, null, LogEntry.Kind.FLUSH, "Flushed 1,204 cache entries.", "operator"));
    }
}
