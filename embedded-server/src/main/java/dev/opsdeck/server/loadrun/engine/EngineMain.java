package dev.opsdeck.server.loadrun.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opsdeck.api.loadruns.LoadPlan;
import dev.opsdeck.api.loadruns.LoadSecond;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The engine's process. Standard input: one line, the [LoadPlan]; the run stops at once when it closes, and it
/// closes when the parent ends, however it ends. Standard output: one [LoadSecond] a line. A run that cannot
/// begin is one sentence on standard error and exit code 1.
///
/// The only class of the engine that knows JSON and the standard streams: they are this process's only doors.
public final class EngineMain {

    private static final int FAILED = 1;
    private static final Duration ENDS_WITHIN = Duration.ofMillis(1_500);

    private final ObjectMapper json = new ObjectMapper();
    private final PrintStream out;

    private EngineMain(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) throws InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            new EngineMain(System.out).run(in);
            System.exit(0);
        } catch (FatalFailure e) {
            System.err.println(e.getMessage());
            System.exit(FAILED);
        }
    }

    private void run(BufferedReader in) throws FatalFailure, InterruptedException {
        LoadPlan plan = plan(in);
        Engine engine = new Engine(plan, this::write, System::nanoTime, Engine.Usage.current(), RequestLog.NONE);
        Thread main = Thread.currentThread();
        Thread.ofPlatform().daemon().name("load-parent").start(() -> {
            awaitEnd(in);
            engine.stop();
            endAnyway(main);
        });
        Rehearsal.of(plan);
        engine.run();
    }

    private LoadPlan plan(BufferedReader in) throws FatalFailure {
        try {
            String line = in.readLine();
            if (line == null) {
                throw new FatalFailure("The load engine was given no plan: write it as one line of JSON to its input.");
            }
            return json.readValue(line, LoadPlan.class);
        } catch (JsonProcessingException e) {
            throw new FatalFailure("The load engine cannot read its plan: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new FatalFailure("The load engine cannot read its input: " + e.getMessage());
        }
    }

    private void write(LoadSecond second) {
        try {
            out.println(json.writeValueAsString(second));
            // Nobody reads any more: the parent is gone.
            if (out.checkError()) {
                System.exit(FAILED);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A second could not be written.", e);
        }
    }

    /// Nothing interrupts the look-up of a name, and nobody waits for a run that was stopped.
    private static void endAnyway(Thread main) {
        try {
            if (!main.join(ENDS_WITHIN)) {
                Runtime.getRuntime().halt(FAILED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitEnd(BufferedReader in) {
        try {
            while (in.readLine() != null) {
                // Nothing else is expected.
            }
        } catch (IOException e) {
            // A broken input has ended as well.
        }
    }
}
