package dev.opsdeck.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.server.http.RouteNames;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Nothing is lost between request threads and the ticker, and nobody can fill the memory.
final class RouteRecordersTest {

    @Test
    void everyRequestIsReadExactlyOnceWhileOthersAreRecorded() throws Exception {
        RouteRecorders recorders = new RouteRecorders();
        int threads = 4;
        int each = 50_000;
        long count = 0;
        long errors = 0;
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                writers.add(executor.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        recorders.record("/a", TrafficKind.USER, i % 10 == 0 ? 500 : 200, i * 1_000L);
                    }
                }));
            }
            boolean finished = false;
            while (!finished) {
                finished = writers.stream().allMatch(Future::isDone);
                for (RouteRecorders.Drained drained : recorders.drain()) {
                    List<Long> byClass = drained.interval().byClass();
                    long inClasses = byClass.stream().mapToLong(Long::longValue).sum();
                    assertThat(drained.interval().durations().count()).isEqualTo(inClasses);
                    count += inClasses;
                    errors += byClass.getLast();
                }
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        assertThat(count).isEqualTo((long) threads * each);
        assertThat(errors).isEqualTo((long) threads * each / 10);
    }

    @Test
    void routesBeyondTheBoundShareOneKeyAndUnmatchedOnesAnother() {
        RouteRecorders recorders = new RouteRecorders();
        for (int i = 0; i < 1_000; i++) {
            recorders.record("/r" + i, TrafficKind.USER, 200, 1);
            recorders.record(null, TrafficKind.USER, 404, 1);
        }
        List<RouteRecorders.Drained> drained = recorders.drain();

        assertThat(drained).hasSize(RouteRecorders.MAX_ROUTES + 2);
        assertThat(drained.stream()
                        .filter(route -> route.route().equals(RouteNames.OTHER))
                        .mapToLong(route -> route.interval().durations().count()))
                .containsExactly(1_000L - RouteRecorders.MAX_ROUTES);
        assertThat(drained.stream()
                        .filter(route -> route.route().equals(RouteNames.UNMATCHED))
                        .mapToLong(route -> route.interval().durations().count()))
                .containsExactly(1_000L);
    }
}
