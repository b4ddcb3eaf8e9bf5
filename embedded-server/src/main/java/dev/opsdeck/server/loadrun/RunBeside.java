package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadRecord;
import dev.opsdeck.server.http.Json;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Phaser;
import org.jspecify.annotations.Nullable;

/// A run of the command line that is made while another one is, with the same order against another server: whatever
/// slows the machine down slows both. Gets ready when it is made, and begins with the other; closed by who made it.
final class RunBeside implements AutoCloseable {

    private final TargetClient client;
    private final FutureTask<LoadRecord> run;

    RunBeside(RunOrder order, String target, @Nullable String token, Json json, InstantSource clock, Phaser together) {
        client = new TargetClient(target, token, order.fingerprint(), SingleRun.MARK);
        SingleRun single = new SingleRun(order, target, token, client, json, clock, together);
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
            Throwable cause = Objects.requireNonNull(e.getCause());
            throw new IOException("--beside: " + (cause.getMessage() == null ? cause : cause.getMessage()), e);
        }
    }

    /// An engine that still runs ends with this process.
    @Override
    public void close() {
        run.cancel(true);
        client.close();
    }
}
