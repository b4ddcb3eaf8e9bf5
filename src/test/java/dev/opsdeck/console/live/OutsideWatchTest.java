package dev.opsdeck.console.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.opsdeck.api.alerts.Observation;
import dev.opsdeck.api.alerts.Observations;
import dev.opsdeck.console.connection.Connection;
import dev.opsdeck.console.connection.Embedded;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.connection.HttpClients;
import dev.opsdeck.console.connection.Remote;
import dev.opsdeck.console.task.DirectTasks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutsideWatchTest {

    private final HttpClients http = new HttpClients();
    private final DirectTasks tasks = new DirectTasks();
    private final Map<Connection, LiveModel> servers = new LinkedHashMap<>();
    private final List<Observations> told = new ArrayList<>();
    private final OutsideWatch watch =
            new OutsideWatch(tasks, servers::forEach, told::add, () -> LiveSamples.NOON.plusSeconds(9));

    @AfterEach
    void close() {
        watch.close();
        http.close();
    }

    @Test
    void theBackendIsToldOfEveryRemoteServerWhatIsKnownOfIt() {
        servers.put(new Embedded(http.api("local", "http://127.0.0.1:9", null)), new LiveModel());
        remote("a", "shop").apply(Batch.of(LiveSamples.sample(LiveSamples.NOON)));
        remote("b", "depot").apply(lost(Reason.GONE));
        remote("c", "old").apply(lost(Reason.VERSION));
        remote("d", "shop");

        tasks.tick();

        assertThat(told.getFirst().servers())
                .extracting(Observation::server, Observation::unreachable)
                .containsExactly(
                        tuple("shop", false),
                        tuple("depot", true),
                        tuple("old", false),
                        tuple("shop 127.0.0.1:9", false));
        assertThat(told.getFirst().servers().getFirst().sample()).isEqualTo(LiveSamples.sample(LiveSamples.NOON));
        assertThat(told.getFirst().servers().getFirst().at()).isEqualTo(LiveSamples.NOON.plusSeconds(9));
    }

    @Test
    void withoutRemoteServersItIsToldOnceAndThenLeftAlone() {
        tasks.tick();
        tasks.tick();
        assertThat(told).containsExactly(new Observations(List.of()));

        remote("a", "shop");
        tasks.tick();
        servers.clear();
        tasks.tick();
        tasks.tick();
        assertThat(told).extracting(all -> all.servers().size()).containsExactly(0, 1, 0);
    }

    private LiveModel remote(String id, String name) {
        LiveModel known = new LiveModel();
        servers.put(
                new Remote(id, name, "http://127.0.0.1:9", null, http.api(name, "http://127.0.0.1:9", null)), known);
        return known;
    }

    private static Batch lost(Reason reason) {
        return Batch.of(new LinkState.Lost(LiveSamples.NOON, new Offline(reason, "x", ""), null));
    }
}
