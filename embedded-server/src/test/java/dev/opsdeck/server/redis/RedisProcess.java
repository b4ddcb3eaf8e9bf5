package dev.opsdeck.server.redis;

import static org.awaitility.Awaitility.await;

import dev.opsdeck.server.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

/// A real Redis on a port of its own, for tests that stop, freeze and empty it. The test closes it.
public final class RedisProcess implements AutoCloseable {

    private final int port;
    private final Path folder;
    private final List<String> settings;
    private RedisServer server;
    private ProcessHandle process;

    private RedisProcess(int port, Path folder, List<String> settings) {
        this.port = port;
        this.folder = folder;
        this.settings = settings;
        this.server = build();
        this.process = launch();
    }

    /// Starts one that keeps its data in `folder` when told to save.
    public static RedisProcess start(Path folder) {
        return start(folder, List.of());
    }

    /// As [#start(Path)], with further lines of redis.conf.
    static RedisProcess start(Path folder, List<String> settings) {
        return new RedisProcess(FreePort.choose(), folder, settings);
    }

    public RedisSettings settings() {
        return RedisSettings.parse("redis://127.0.0.1:" + port);
    }

    /// A client of the test's own.
    public <T> T ask(Function<Jedis, T> question) {
        try (Jedis jedis = new Jedis("127.0.0.1", port)) {
            return question.apply(jedis);
        }
    }

    /// Starts it again, with what it last saved.
    public void startAgain() {
        server = build();
        process = launch();
    }

    /// Ends it; what it did not save is lost.
    public void kill() {
        process.destroyForcibly();
        await().until(() -> !process.isAlive());
    }

    /// It accepts connections and answers nothing.
    public void freeze() {
        signal("-STOP");
    }

    public void thaw() {
        signal("-CONT");
    }

    private RedisServer build() {
        try {
            RedisServerBuilder redis = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("dir " + folder)
                    .setting("save \"\"");
            settings.forEach(redis::setting);
            return redis.build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessHandle launch() {
        Set<Long> before = children();
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> ask(Jedis::ping), "PONG"::equals);
        return ProcessHandle.current()
                .children()
                .filter(child -> !before.contains(child.pid()))
                .filter(child -> child.info().command().orElse("").contains("redis"))
                .findFirst()
                .orElseThrow();
    }

    private static Set<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    private void signal(String signal) {
        try {
            int code = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill " + signal + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
