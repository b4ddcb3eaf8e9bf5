package dev.opsdeck.server.loadrun;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.opsdeck.api.loadruns.LoadPlan;
import dev.opsdeck.api.loadruns.LoadSecond;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.loadrun.engine.EngineMain;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The engine's process, seen from its parent: the same Java and class path, a small heap. It ends when its input
/// closes, and the operating system closes that when this process ends, so none is left behind.
///
/// One thread calls [#follow]; [#stop()] comes from any thread; whoever started it closes it.
final class EngineProcess implements AutoCloseable {

    private static final long GRACE_SECONDS = 5;
    private static final int LONGEST_REASON = 1000;

    private final Process process;
    private final Json json;

    private EngineProcess(Process process, Json json) {
        this.process = process;
        this.json = json;
    }

    /// Starts it with that plan.
    ///
    /// @throws IOException if the process cannot be started; its message is a sentence for the user
    static EngineProcess start(LoadPlan plan, Json json) throws IOException {
        Path java = java();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                java.toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djdk.readPollers=1", // see Pollers: no user waits for long because others are busy
                "-cp",
                System.getProperty("java.class.path"),
                EngineMain.class.getName()));
        // Settings of the server, tokens among them, are not the engine's business.
        builder.environment().keySet().removeIf(name -> name.startsWith("OPSDECK_"));
        EngineProcess engine = new EngineProcess(builder.start(), json);
        try {
            engine.hand(plan);
            return engine;
        } catch (IOException e) {
            engine.close();
            throw e;
        }
    }

    /// Hands over each second as it comes; returns when the process has ended: null, or why it failed.
    @Nullable
    String follow(Consumer<LoadSecond> seconds) throws IOException, InterruptedException {
        AtomicReference<@Nullable String> said = new AtomicReference<>();
        Thread errors = Thread.ofVirtual().name("load-errors").start(() -> said.set(firstLines(process)));
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                seconds.accept(json.mapper().readValue(line, LoadSecond.class));
            }
        } catch (JsonProcessingException e) {
            throw new IOException("The load engine wrote something that is not a second of a run.", e);
        }
        if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        errors.join();
        if (process.exitValue() == 0) {
            return null;
        }
        String sentence = said.get();
        return sentence == null || sentence.isEmpty()
                ? "The load engine ended with code " + process.exitValue() + "."
                : sentence;
    }

    /// Asks it to end; what it has measured until then still comes.
    void stop() {
        try {
            process.outputWriter().close();
        } catch (IOException e) {
            // It has ended already.
            process.destroy();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void hand(LoadPlan plan) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write(json.bytes(plan));
        in.write('\n');
        in.flush();
    }

    private static Path java() throws IOException {
        Path bin = Path.of(System.getProperty("java.home"), "bin");
        Path java = bin.resolve(File.separatorChar == '\\' ? "java.exe" : "java");
        if (!Files.isExecutable(java)) {
            throw new IOException("A load run needs the program " + java + ", which this Java does not have.");
        }
        return java;
    }

    private static String firstLines(Process process) {
        StringBuilder text = new StringBuilder();
        try (BufferedReader errors = process.errorReader()) {
            for (String line = errors.readLine(); line != null; line = errors.readLine()) {
                if (text.length() + line.length() < LONGEST_REASON) {
                    text.append(text.isEmpty() ? "" : " ").append(line);
                }
            }
        } catch (IOException e) {
            text.append(e.getMessage());
        }
        return text.toString();
    }
}
