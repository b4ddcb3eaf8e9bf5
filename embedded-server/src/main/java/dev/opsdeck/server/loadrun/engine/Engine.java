package dev.opsdeck.server.loadrun.engine;

import dev.opsdeck.api.loadruns.LoadModel;
import dev.opsdeck.api.loadruns.LoadPlan;
import dev.opsdeck.api.loadruns.LoadSecond;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One run from its plan to its last second. [#run()] is called once and blocks; the seconds are handed over on its
/// thread. [#stop()] may come from any thread, also before.
final class Engine {

    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long EXPIRY_CHECK_MILLIS = 20;

    /// So often a long run collects its garbage, or what it holds could not be told from what nobody has
    /// collected yet. That takes some 10 ms, which count in every latency like any other delay.
    private static final int COLLECTION_SECONDS = 60;

    private static final long LONG_RUN_MILLIS = TimeUnit.MINUTES.toMillis(10);
    private static final long LONGEST_CONNECT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LoadPlan plan;
    private final Consumer<LoadSecond> seconds;
    private final LongSupplier nanos;
    private final Usage usage;
    private final RequestLog log;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopped;
    private volatile @Nullable HttpConnection reaching;
    private volatile @Nullable Traffic traffic;

    /// What is measured of the process that the engine is.
    ///
    /// @param cpuNanos    CPU time so far
    /// @param memoryBytes heap in use
    record Usage(LongSupplier cpuNanos, LongSupplier memoryBytes) {

        /// This process, as the operating system and Java see it.
        static Usage current() {
            return new Usage(Engine::processCpuNanos, Engine::heapBytes);
        }
    }

    Engine(LoadPlan plan, Consumer<LoadSecond> seconds, LongSupplier nanos, Usage usage, RequestLog log) {
        this.plan = plan;
        this.seconds = seconds;
        this.nanos = nanos;
        this.usage = usage;
        this.log = log;
    }

    void run() throws FatalFailure, InterruptedException {
        Target target = Target.of(plan.target(), plan.fingerprint());
        Mix mix = Mix.of(plan, target);
        Tally tally = new Tally(mix.names(), log);
        long timeout = TimeUnit.MILLISECONDS.toNanos(plan.timeoutMillis());
        Reached reached = reach(target, timeout);
        Lanes lanes = new Lanes(target, reached.address(), timeout, tally, nanos, reached.connection());
        Traffic sending = traffic(mix, lanes, timeout, tally);
        traffic = sending;
        if (stopped) {
            sending.stop();
        }
        long start = nanos.getAsLong();
        Thread.ofPlatform().name("load-traffic").start(() -> send(sending, start));
        Thread.ofVirtual().name("load-timeouts").start(() -> expire(lanes));
        report(sending, start, tally);
    }

    void stop() {
        stopped = true;
        HttpConnection first = reaching;
        if (first != null) {
            first.close();
        }
        Traffic running = traffic;
        if (running != null) {
            running.stop();
        }
    }

    private Traffic traffic(Mix mix, Lanes lanes, long timeout, Tally tally) {
        if (plan.model() == LoadModel.OPEN) {
            Schedule schedule = Schedule.of(plan.phases());
            return new OpenTraffic(schedule, mix, lanes, plan.maxConnections(), timeout, tally, nanos);
        }
        return new ClosedTraffic(
                new ClosedTraffic.Users(
                        plan.users(),
                        plan.requests() == 0 ? Long.MAX_VALUE : plan.requests(),
                        TimeUnit.MILLISECONDS.toNanos(plan.entryMillis()),
                        TimeUnit.MILLISECONDS.toNanos(plan.thinkMillis())),
                TimeUnit.MILLISECONDS.toNanos(plan.durationMillis()),
                timeout,
                mix,
                lanes,
                nanos);
    }

    private void send(Traffic sending, long start) {
        try {
            sending.run(start);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    private void expire(Lanes lanes) {
        try {
            while (!ended.await(EXPIRY_CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
                lanes.expire();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void report(Traffic sending, long start, Tally tally) throws InterruptedException {
        long askedBefore = 0;
        long cpuBefore = usage.cpuNanos().getAsLong();
        long from = start;
        boolean last = false;
        for (int second = 0; !last; second++) {
            long to = start + (second + 1) * SECOND_NANOS;
            last = ended.await(to - nanos.getAsLong(), TimeUnit.NANOSECONDS);
            long now = last ? nanos.getAsLong() : to;
            Long asked = sending.askedBefore(now - start);
            long cpu = usage.cpuNanos().getAsLong();
            if (plan.durationMillis() >= LONG_RUN_MILLIS && second % COLLECTION_SECONDS == COLLECTION_SECONDS - 1) {
                System.gc();
            }
            double share = (cpu - cpuBefore) / (double) Math.max(1, now - from);
            LoadSecond taken = tally.take(
                    second,
                    asked == null ? null : asked - askedBefore,
                    share,
                    usage.memoryBytes().getAsLong());
            // The run ended with a full second: there is no shorter one after it.
            if (!last || taken.asked() + taken.sent() + taken.completed() > 0) {
                seconds.accept(taken);
            }
            askedBefore = asked == null ? 0 : asked;
            cpuBefore = cpu;
            from = now;
        }
    }

    private record Reached(InetSocketAddress address, HttpConnection connection) {}

    /// The first address of the host that takes a connection. A run against nothing would say nothing.
    private Reached reach(Target target, long timeout) throws FatalFailure {
        String reason;
        try {
            InetSocketAddress[] addresses = target.addresses();
            reason = "";
            for (InetSocketAddress address : addresses) {
                HttpConnection connection = new HttpConnection(target, address, timeout);
                reaching = connection;
                if (stopped) {
                    connection.close();
                }
                try {
                    connection.connectWithin(Math.min(timeout, LONGEST_CONNECT_NANOS));
                    return new Reached(address, connection);
                } catch (CallFailure e) {
                    reason = e.kind() + ": " + Trust.reason(e);
                }
            }
        } catch (IOException e) {
            reason = "its name is not known";
        }
        throw new FatalFailure("No connection to " + (target.tls() ? "https://" : "http://") + target.host() + ":"
                + target.port() + " (" + reason + "). Start the server or correct the address.");
    }

    private static long heapBytes() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /// CPU time of this process, read from the operating system.
    private static long processCpuNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos();
    }
}
