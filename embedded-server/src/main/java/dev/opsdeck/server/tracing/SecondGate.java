package dev.opsdeck.server.tracing;

import java.util.concurrent.atomic.AtomicLong;

/// Lets so many through in a second, and counts the others. Any thread; takes no lock.
final class SecondGate {

    private static final int COUNT_BITS = 20;

    private final int perSecond;
    /// The second, and in the lowest bits how many came in it.
    private final AtomicLong state = new AtomicLong();
    private final AtomicLong leftOut = new AtomicLong();

    SecondGate(int perSecond) {
        this.perSecond = perSecond;
    }

    /// @param epochSecond a clock that is set back does not open the gate again
    boolean open(long epochSecond) {
        long now = state.updateAndGet(before -> {
            long second = before >>> COUNT_BITS;
            if (epochSecond > second) {
                return (epochSecond << COUNT_BITS) + 1;
            }
            return (before & ((1 << COUNT_BITS) - 1)) > perSecond ? before : before + 1;
        });
        boolean through = (now & ((1 << COUNT_BITS) - 1)) <= perSecond;
        if (!through) {
            leftOut.incrementAndGet();
        }
        return through;
    }

    long leftOut() {
        return leftOut.get();
    }
}
