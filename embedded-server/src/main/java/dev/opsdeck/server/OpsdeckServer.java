package dev.opsdeck.server;

import dev.opsdeck.server.db.DatabaseUnavailable;
import dev.opsdeck.server.http.HttpFoundation;
import dev.opsdeck.server.http.Pollers;
import dev.opsdeck.server.http.TlsFiles;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running backend, embedded or alone. Whoever started it closes it; closing lets requests under way finish.
public final class OpsdeckServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpsdeckServer.class);

    private final ServerContext context;
    private final WebServer web;
    private final URI url;
    private final AtomicBoolean closed = new AtomicBoolean();

    private OpsdeckServer(ServerContext context, WebServer web, URI url) {
        this.context = context;
        this.web = web;
        this.url = url;
    }

    /// Opens the database, listens, and starts to measure. Blocks until it is ready; any thread.
    ///
    /// @throws StartFailure with a sentence, if the port or the data is in use or a setting is wrong
    public static OpsdeckServer start(ServerSettings settings) {
        if (!settings.loopback() && !settings.insecure() && !settings.wire().tls()) {
            throw new StartFailure(
                    "Listening on " + settings.bind() + " would send tokens in clear over the network: give it a"
                            + " certificate with --tls-cert and --tls-key, or put a proxy with TLS in front and bind to"
                            + " 127.0.0.1, or say --insecure.",
                    null);
        }
        Pollers.one();
        ServerContext context;
        try {
            Files.createDirectories(settings.data());
            context = new ServerContext(settings);
        } catch (IOException e) {
            throw new StartFailure("The folder " + settings.data() + " cannot be made: " + e.getMessage(), e);
        } catch (DatabaseUnavailable e) {
            throw new StartFailure(String.valueOf(e.getMessage()), e);
        }
        WebServer web = null;
        try {
            TlsFiles tls = settings.wire().tls() ? new TlsFiles(settings.wire()) : null;
            web = HttpFoundation.listen(
                    settings.bind(),
                    settings.port(),
                    settings.wire(),
                    tls,
                    context.errors(),
                    System::nanoTime,
                    context::routing);
            if (!web.isRunning()) { // it does not throw
                throw new StartFailure(
                        "It cannot listen on " + settings.bind() + ", port " + settings.port() + ": another program has"
                                + " the port, or it is no address of this machine. Choose others with --port and --bind.",
                        null);
            }
            String host = settings.bind().contains(":") ? "[" + settings.bind() + "]" : settings.bind();
            URI url = URI.create((tls == null ? "http://" : "https://") + host + ":" + web.port());
            context.started(url);
            if (tls != null) {
                WebServer secured = web;
                context.every(TlsFiles.LOOK, "Looking for a new certificate", () -> tls.reloadIfChanged(secured));
            }
            return new OpsdeckServer(context, web, url);
        } catch (TlsFiles.Unusable e) {
            context.close();
            throw new StartFailure(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            if (web != null) {
                web.stop();
            }
            context.close();
            throw e;
        }
    }

    /// Its base address, without a trailing slash.
    public URI url() {
        return url;
    }

    public int port() {
        return web.port();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            long begin = System.nanoTime();
            context.closeStreams();
            web.stop();
            context.close();
            LOG.info(
                    "Stopped in {} ms",
                    Duration.ofNanos(System.nanoTime() - begin).toMillis());
        }
    }
}
