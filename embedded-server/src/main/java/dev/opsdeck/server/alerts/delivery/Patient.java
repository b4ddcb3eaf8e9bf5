package dev.opsdeck.server.alerts.delivery;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A sender that takes a bounded time and can be stopped. Each message is sent by a thread of its own, whose
/// socket an interrupt closes: a receiver that trickles cannot hold its channel up, and a server that ends need
/// not wait; the thread that asks for it, which also writes to the database, is never interrupted. Thread-safe.
final class Patient implements Sender, AutoCloseable {

    private final Sender sender;
    private final Duration patience;
    private final Set<FutureTask<Outcome>> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Patient(Sender sender, Duration patience) {
        this.sender = sender;
        this.patience = patience;
    }

    @Override
    public Outcome send(Message message) {
        FutureTask<Outcome> attempt = new FutureTask<>(() -> sender.send(message));
        running.add(attempt);
        try {
            if (closed) {
                return stopped();
            }
            Thread.ofVirtual().name("opsdeck-notification").start(attempt);
            return attempt.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            attempt.cancel(true);
            return new Outcome.Later("The receiver did not finish within " + patience.toSeconds() + " s.", null);
        } catch (CancellationException e) {
            return stopped();
        } catch (InterruptedException e) {
            attempt.cancel(true);
            Thread.currentThread().interrupt();
            return stopped();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a message could not be made", e.getCause());
        } finally {
            running.remove(attempt);
        }
    }

    private static Outcome stopped() {
        return new Outcome.Later("Opsdeck stopped before the receiver had answered.", null);
    }

    /// Ends what is under way; what comes later is not sent.
    @Override
    public void close() {
        closed = true;
        running.forEach(attempt -> attempt.cancel(true));
    }
}
