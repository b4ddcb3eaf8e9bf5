package dev.opsdeck.server.stream;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One subscriber: what it missed, and the mailbox of what comes. Made by the feed; run and closed by the thread of the
/// subscriber's request.
///
/// A subscriber that does not read blocks that thread in a write. When the feed notices that a write lasts too long, it
/// interrupts the thread, which closes the socket under it: the requests of the server run on virtual threads, for
/// which Java promises that.
final class Subscription implements AutoCloseable {

    static final long WRITE_LIMIT_NANOS = Duration.ofSeconds(30).toNanos();

    private final List<Numbered> missed;
    private final Mailbox mailbox = new Mailbox();
    private final LongSupplier nanos;
    private final Consumer<Subscription> onClose;
    private final AtomicReference<@Nullable Write> writing = new AtomicReference<>();

    private record Write(Thread thread, long sinceNanos) {}

    Subscription(List<Numbered> missed, LongSupplier nanos, Consumer<Subscription> onClose) {
        this.missed = missed;
        this.nanos = nanos;
        this.onClose = onClose;
    }

    /// What happened before the subscription began, oldest first.
    List<Numbered> missed() {
        return missed;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    /// Runs a write to the subscriber on the calling thread, so that it can be cut off.
    void write(Runnable write) {
        writing.set(new Write(Thread.currentThread(), nanos.getAsLong()));
        try {
            write.run();
        } finally {
            writing.set(null);
        }
    }

    /// Called by the feed.
    void offer(Numbered event) {
        Write write = writing.get();
        if (write != null && event.atNanos() - write.sinceNanos() > WRITE_LIMIT_NANOS) {
            cutOff(write);
        } else if (!mailbox.offer(event) && write != null) {
            cutOff(write);
        }
    }

    /// Called by the feed when it closes: a thread that waits ends, one that is stuck is cut off.
    void end() {
        mailbox.close();
        Write write = writing.get();
        if (write != null
                && nanos.getAsLong() - write.sinceNanos()
                        > Duration.ofSeconds(1).toNanos()) {
            cutOff(write);
        }
    }

    private void cutOff(Write write) {
        mailbox.close();
        if (writing.compareAndSet(write, null)) {
            write.thread().interrupt();
        }
    }

    @Override
    public void close() {
        mailbox.close();
        onClose.accept(this);
    }
}
