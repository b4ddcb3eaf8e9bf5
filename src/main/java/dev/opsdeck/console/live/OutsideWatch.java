package dev.opsdeck.console.live;

import dev.opsdeck.api.alerts.Observation;
import dev.opsdeck.api.alerts.Observations;
import dev.opsdeck.console.connection.Connection;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Remote;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.task.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the backend of this computer once a second what is seen of the remote servers, so that its alert rules are
/// evaluated for them too: a server that is gone cannot say so itself. Does nothing while there is no remote server.
/// JavaFX thread only; closed by the application.
public final class OutsideWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutsideWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final BackgroundTasks tasks;
    private final Consumer<BiConsumer<Connection, LiveModel>> servers;
    private final Consumer<Observations> tell;
    private final InstantSource clock;
    private final Cancellable ticks;
    private boolean underWay;
    private boolean told = true;

    /// @param servers hands over every server with what is known of it
    /// @param tell    the call to the backend; blocks, on a background thread
    public OutsideWatch(
            BackgroundTasks tasks,
            Consumer<BiConsumer<Connection, LiveModel>> servers,
            Consumer<Observations> tell,
            InstantSource clock) {
        this.tasks = tasks;
        this.servers = servers;
        this.tell = tell;
        this.clock = clock;
        this.ticks = tasks.every(PERIOD, this::look);
    }

    private void look() {
        List<Observation> seen = seen(clock.instant());
        // At the start and when the last one was taken off the list it is told once that there is none: alerts about
        // servers that are not watched any more end.
        if (underWay || (seen.isEmpty() && !told)) {
            return;
        }
        underWay = true;
        Observations all = new Observations(seen);
        tasks.run(
                "Watch other servers",
                () -> {
                    tell.accept(all);
                    return all;
                },
                done -> {
                    underWay = false;
                    told = !all.servers().isEmpty();
                },
                failure -> {
                    underWay = false;
                    LOG.debug("The backend was not told of other servers: {}", failure.sentence());
                });
    }

    private List<Observation> seen(Instant now) {
        List<Observation> seen = new ArrayList<>();
        Set<String> names = new HashSet<>();
        servers.accept((server, known) -> {
            if (server instanceof Remote remote && seen.size() < Observations.MOST) {
                String name = names.add(remote.name()) ? remote.name() : remote.name() + " " + remote.subtitle();
                seen.add(new Observation(name, now, known.sample().get(), unreachable(known), null));
            }
        });
        return seen;
    }

    /// A server that answers but refuses the token is there; one of another version too.
    private static boolean unreachable(LiveModel known) {
        return known.link().get() instanceof LinkState.Lost lost
                && lost.why() instanceof Offline offline
                && switch (offline.reason()) {
                    case GONE, CERTIFICATE, FOREIGN, NO_TLS, OVERLOADED -> true;
                    case VERSION, NOT_STARTED, NO_TOKENS -> false;
                };
    }

    @Override
    public void close() {
        ticks.close();
    }
}
