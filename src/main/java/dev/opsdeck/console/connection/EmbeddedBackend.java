package dev.opsdeck.console.connection;

import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.server.OpsdeckServer;
import dev.opsdeck.server.ServerSettings;
import dev.opsdeck.server.StartFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The backend in the console's own process: loopback, a free port, a token that is new at every start and only in
/// memory. Started in the background by [#start], or by the first call that needs it; when that fails, the next call
/// tries again. Closed by the application; any thread.
public final class EmbeddedBackend implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBackend.class);
    private static final String NAME = "This computer";

    private final Path data;
    private final String token;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Running running;
    private boolean closed;

    /// @param data its folder; made when missing
    public EmbeddedBackend(Path data, SecureRandom random) {
        this.data = data;
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        this.token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    private record Running(OpsdeckServer server, FileChannel lockFile, Endpoint endpoint) {}

    /// Begins to start it; returns at once.
    public void start() {
        Thread.ofPlatform().name("backend-start").daemon().start(() -> {
            try {
                endpoint();
            } catch (ApiFailure e) {
                // Told to the user by the stream, which asks again.
                LOG.warn("{}", e.getMessage());
            }
        });
    }

    /// Where it listens. Blocks until it does.
    ///
    /// @throws ApiFailure with a sentence when it cannot start
    public URI url() {
        return endpoint().base().uri();
    }

    /// The operator token of this start.
    public String token() {
        return token;
    }

    Endpoint endpoint() {
        lock.lock();
        try {
            if (closed) {
                throw failed("The backend on this computer is stopped.", null);
            }
            if (running == null) {
                running = open();
            }
            return running.endpoint();
        } finally {
            lock.unlock();
        }
    }

    private Running open() {
        FileChannel lockFile = lockData();
        try {
            OpsdeckServer server =
                    OpsdeckServer.start(ServerSettings.embedded(data, token).withAlertsFrom(System.getenv()));
            HttpUrl url = HttpUrl.get(server.url().toString() + "/");
            return new Running(server, lockFile, new Endpoint(NAME, url, token));
        } catch (RuntimeException e) {
            release(lockFile);
            if (e instanceof StartFailure) {
                throw failed(String.valueOf(e.getMessage()), e);
            }
            LOG.error("The backend could not start", e);
            throw failed("The backend on this computer could not start.", e);
        }
    }

    private FileChannel lockData() {
        FileChannel file = null;
        try {
            Files.createDirectories(data);
            file = FileChannel.open(data.resolve("console.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = file.tryLock();
            if (held != null) {
                return file;
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("This process has the folder already", e);
        } catch (IOException e) {
            release(file);
            throw failed("The folder " + data + " cannot be used: " + e.getMessage() + ".", e);
        }
        release(file);
        throw failed("Another Opsdeck console is using the folder " + data + ".", null);
    }

    private static ApiFailure failed(String sentence, @Nullable Exception cause) {
        Failure failure = new Offline(Reason.NOT_STARTED, NAME, sentence);
        return cause == null ? new ApiFailure(failure) : new ApiFailure(failure, cause);
    }

    private static void release(@Nullable FileChannel file) {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            LOG.warn("The lock of the data folder was not released", e);
        }
    }

    /// Stops it; blocks until requests under way are answered.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (running != null) {
                running.server().close();
                release(running.lockFile());
                running = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
