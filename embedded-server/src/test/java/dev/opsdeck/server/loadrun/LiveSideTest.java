package dev.opsdeck.server.loadrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.loadruns.LoadServerSide;
import dev.opsdeck.api.loadruns.LoadServerSide.Point;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveSideTest {

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final LiveSide live = new LiveSide(60, waiting::add);
    private boolean gone;

    @Test
    void everyFewSecondsTheServerIsAskedForThoseItHasNotToldYet() {
        pass(1, 12);

        assertThat(asked).containsExactly("0-3", "3-6", "6-9");
        assertThat(Objects.requireNonNull(live.soFar()).points())
                .extracting(Point::second)
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void whatWasToldIsNewsOnce() {
        assertThat(live.soFar()).isNull();
        assertThat(live.takeNews()).isNull();
        pass(1, 4);

        assertThat(Objects.requireNonNull(live.takeNews()).points()).hasSize(3);
        assertThat(live.takeNews()).isNull();
        pass(5, 7);
        assertThat(Objects.requireNonNull(live.takeNews()).points())
                .extracting(Point::second)
                .containsExactly(3, 4, 5);
        assertThat(Objects.requireNonNull(live.soFar()).points()).hasSize(6);
    }

    @Test
    void nothingIsAskedWhileAnAnswerIsMissingAndThenAllThatIs() {
        IntStream.rangeClosed(1, 20).forEach(second -> live.passed(second, this::answer));
        assertThat(waiting).hasSize(1);

        waiting.remove().run();
        live.passed(21, this::answer);
        waiting.remove().run();

        assertThat(asked).containsExactly("0-3", "3-20");
    }

    @Test
    void aServerThatDoesNotAnswerIsAskedAgainForTheSameSeconds() {
        gone = true;
        pass(1, 5);
        assertThat(live.soFar()).isNull();

        gone = false;
        pass(6, 6);

        assertThat(asked).containsExactly("0-3", "0-4", "0-5");
        assertThat(Objects.requireNonNull(live.soFar()).points()).hasSize(5);
    }

    @Test
    void aServerThatTellsNothingIsNotAskedAndItsReasonIsNewsOnce() {
        live.silent("The target does not tell.");
        pass(1, 30);

        assertThat(asked).isEmpty();
        assertThat(live.takeNews()).isEqualTo(new LoadServerSide(List.of(), null, "The target does not tell."));
        assertThat(live.takeNews()).isNull();
        assertThat(Objects.requireNonNull(live.soFar()).silence()).isEqualTo("The target does not tell.");
    }

    @Test
    void ofALongRunLongerStretchesAreAskedFor() {
        LiveSide hours = new LiveSide(12 * 3600, Runnable::run);

        IntStream.rangeClosed(1, 450).forEach(second -> hours.passed(second, this::answer));

        assertThat(hours.stretchSeconds()).isEqualTo(144);
        assertThat(asked).containsExactly("0-144", "144-288", "288-432");
    }

    private void pass(int from, int to) {
        for (int second = from; second <= to; second++) {
            live.passed(second, this::answer);
            while (!waiting.isEmpty()) {
                waiting.remove().run();
            }
        }
    }

    private List<Point> answer(int from, int to) throws IOException {
        asked.add(from + "-" + to);
        if (gone) {
            throw new IOException("gone");
        }
        return IntStream.range(from, to)
                .mapToObj(second -> new Point(second, 1.0, 2.0, 0.5, 1e8, 3.0, 0.9))
                .toList();
    }
}
