package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadRecord;
import dev.opsdeck.server.http.Json;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// A run of the command line that is made while another one is, with the same order against another server: whatever
/// slows the machine down slows both. Begins when it is made; closed by who made it.
final class RunBeside implements AutoCloseable {

    private final TargetClient client;
    private final FutureTask<LoadRecord> run;

    RunBeside(RunOrder order, String target, @Nullable String token, Json json, InstantSource clock) {
        client = new TargetClient(target, token, order.fingerprint(), SingleRun.MARK);
        SingleRun single = new SingleRun(order, target, token, client, json, clock);
        run = new FutureTask<>(() -> single.make(second -> {}));
        Thread.ofVirtual().name("load-beside").start(run);
    }

    /// What came of it, when it has ended.
    ///
    /// @throws IOException if it could not be made; its message is a sentence for the user
    LoadRecord await() throws IOException, InterruptedException {
        try {
            return run.get();
        } catch (ExecutionException e) {
            throw new IOException("--beside: " + e.getCause().getMessage(), e);
        }
    }

    /// Breaks off what still runs.
    @Override
    public void close() {
        run.cancel(true);
        client.close();
    }
}
