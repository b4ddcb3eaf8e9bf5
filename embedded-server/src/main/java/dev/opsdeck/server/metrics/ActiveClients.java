package dev.opsdeck.server.metrics;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The distinct clients of the last five minutes. Request threads call [#seen], the ticker the rest. A client is
/// kept as a hash, never as its token, and their number is bounded: beyond it new clients are not counted.
final class ActiveClients {

    static final long WINDOW_NANOS = Duration.ofMinutes(5).toNanos();
    static final int MAX = 20_000;

    private static final long COARSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final ConcurrentHashMap<Long, AtomicLong> lastSeen = new ConcurrentHashMap<>();

    void seen(String client, long nanos) {
        Long key = hash(client);
        AtomicLong last = lastSeen.get(key);
        if (last == null) {
            if (lastSeen.size() < MAX) {
                lastSeen.putIfAbsent(key, new AtomicLong(nanos));
            }
        } else if (nanos - last.get() > COARSE_NANOS) {
            last.set(nanos);
        }
    }

    int count(long nanos) {
        lastSeen.values().removeIf(last -> nanos - last.get() > WINDOW_NANOS);
        return lastSeen.size();
    }

    /// After a gap longer than the window, when the nanosecond clock may have stood still.
    void clear() {
        lastSeen.clear();
    }

    /// FNV-1a with 64 bits.
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
