package dev.opsdeck.server.stream;

import dev.opsdeck.api.live.LiveEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Numbers events, remembers those of the last minutes and puts them into the mailboxes of the subscribers. Any thread
/// may publish, and never waits for a subscriber. Closed by the server's wiring before the web server, so that the
/// streams end by themselves.
///
/// Numbers begin where the clock is, in microseconds: those of a restarted server are above those of the former one,
/// and a client that resumes across the restart gets everything that the new process has told so far.
public final class EventFeed implements AutoCloseable {

    /// Consoles and scripts of one server; each holds a thread and a connection.
    static final int MAX_SUBSCRIBERS = 100;

    private final Function<Object, byte[]> json;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Replay replay = new Replay();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private long lastId;
    private boolean closed;

    /// @param json             serialises an event's data
    /// @param startEpochMillis the time of day at the start of the process
    public EventFeed(Function<Object, byte[]> json, LongSupplier nanos, long startEpochMillis) {
        this.json = json;
        this.nanos = nanos;
        this.lastId = startEpochMillis * 1_000;
    }

    /// Tells everybody.
    public void publish(LiveEvent event) {
        Numbered.Text text = new Numbered.Text(event.data(), json);
        lock.lock();
        try {
            Numbered numbered = new Numbered(++lastId, nanos.getAsLong(), event, text);
            replay.add(numbered);
            subscriptions.forEach(subscription -> subscription.offer(numbered));
        } finally {
            lock.unlock();
        }
    }

    /// A new subscriber: it begins with what it missed, and nothing lies between that and what comes.
    ///
    /// @param lastSeen the last number it got; null for a new one, which begins with the latest sample
    /// @return null when there are too many subscribers, or when the feed is closed
    @Nullable
    Subscription subscribe(@Nullable Long lastSeen) {
        lock.lock();
        try {
            if (closed || subscriptions.size() >= MAX_SUBSCRIBERS) {
                return null;
            }
            Numbered latest = replay.latestSample();
            List<Numbered> missed =
                    lastSeen != null ? replay.after(lastSeen) : latest != null ? List.of(latest) : List.of();
            Subscription subscription = new Subscription(missed, nanos, this::remove);
            subscriptions.add(subscription);
            return subscription;
        } finally {
            lock.unlock();
        }
    }

    int subscribers() {
        lock.lock();
        try {
            return subscriptions.size();
        } finally {
            lock.unlock();
        }
    }

    private void remove(Subscription subscription) {
        lock.lock();
        try {
            subscriptions.remove(subscription);
        } finally {
            lock.unlock();
        }
    }

    /// Ends every stream; nobody can subscribe any more.
    @Override
    public void close() {
        List<Subscription> open;
        lock.lock();
        try {
            closed = true;
            open = List.copyOf(subscriptions);
        } finally {
            lock.unlock();
        }
        open.forEach(Subscription::end);
    }
}
