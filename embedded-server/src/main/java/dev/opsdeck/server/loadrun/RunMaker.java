package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadPlan;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadSecond;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.http.Params;
import dev.opsdeck.server.loadrun.engine.Trust;
import dev.opsdeck.server.spans.Recording;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes one run after another or beside another: asks the target, lets the engine send, asks the target again. The
/// token stays in memory and goes to the engine by its input. Thread-safe; each run has a thread of its own.
final class RunMaker {

    private final Targets targets;
    private final LoadSignature signature;
    private final Json json;
    private final TargetCatalogue catalogue;
    private final InstantSource clock;

    RunMaker(Targets targets, LoadSignature signature, Json json, InstantSource clock) {
        this.targets = targets;
        this.signature = signature;
        this.json = json;
        this.catalogue = new TargetCatalogue(json);
        this.clock = clock;
    }

    /// Blocks until the run has ended.
    ///
    /// @param token   that the requests carry
    /// @param remarks are added to
    /// @param seconds takes each second of it
    /// @return why it failed, or null
    /// @throws IOException if it could not be made; its message is a sentence for the user
    @Nullable
    String make(ActiveRun run, @Nullable String token, List<String> remarks, Consumer<LoadSecond> seconds)
            throws IOException, InterruptedException {
        LoadRun begun = run.shown();
        String id = Long.toString(begun.id());
        String signed = signature.of(id);
        RunOrder order = trusted(run.order(), begun.target());
        try (TargetClient client = new TargetClient(begun.target(), token, order.fingerprint(), id + "." + signed)) {
            run.asking(client);
            List<Long> ids = catalogue.productIds(client);
            if (ids.isEmpty()) {
                remarks.add("The target named no active products, so calls of a single product were left out.");
            }
            ServerSides sides = new ServerSides(client, json, clock);
            sides.begin();
            if (run.stopReason() != null) {
                return null;
            }
            if (token != null && sides.tokenRefused()) {
                return "The target " + begun.target() + " refuses the token of this run: enter one of its tokens.";
            }
            LiveSide live = run.live();
            live.silent(sides.refusal());
            String failure = engine(run, order.plan(id, signed, begun.target(), token, ids), second -> {
                seconds.accept(second);
                live.passed(second.second() + 1, sides.question(run.firstDue(), live.stretchSeconds()));
            });
            // Who stops a run does not wait for what the target may still have to say.
            if (failure == null && run.stopReason() == null) {
                run.told(sides.end(run.figures(), run.firstDue(), run.points().size()));
                if (!sides.refusal().isEmpty()) {
                    remarks.add(sides.refusal());
                }
            }
            return failure;
        }
    }

    /// A server knows its own certificate, whoever signed it.
    private RunOrder trusted(RunOrder order, String target) throws IOException {
        URI address = URI.create(target);
        boolean own = order.fingerprint() == null && "https".equals(address.getScheme()) && targets.isSelf(target);
        return own ? order.trusting(Trust.presentedAt(address.getHost(), address.getPort())) : order;
    }

    private @Nullable String engine(ActiveRun run, LoadPlan plan, Consumer<LoadSecond> seconds)
            throws IOException, InterruptedException {
        try (EngineProcess engine = EngineProcess.start(plan, json)) {
            run.attach(engine);
            return engine.follow(seconds);
        }
    }

    /// Says in the trace of this thread, when there is one, how a run ended.
    static void trace(LoadRun run) {
        Recording recording = Recording.current();
        if (recording == null) {
            return;
        }
        recording.attribute("load.run", Long.toString(run.id()));
        recording.attribute("load.profile", Params.word(run.profile()));
        recording.attribute("load.state", Params.word(run.state()));
        recording.attribute("load.requests", Long.toString(run.figures().completed()));
        if (run.state() == LoadState.FAILED) {
            recording.attribute("error.type", "failed");
            recording.attribute("load.reason", String.valueOf(run.reason()));
        }
    }
}
