package dev.opsdeck.server.db;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Calls back later. What limits the waits of many threads sets one alarm for all of them: a virtual thread that
/// waits with a limit of its own sets a timer each time, which wakes the JDK's timer thread. Without those timers
/// a read of the database costs a fifth to three tenths less CPU (see the README).
@FunctionalInterface
interface Alarm {

    /// Of the JDK. What it calls must not block.
    Alarm SYSTEM = (nanos, called) ->
            CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS).execute(called);

    void in(long nanos, Runnable called);
}
