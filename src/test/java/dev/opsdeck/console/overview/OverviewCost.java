package dev.opsdeck.console.overview;

import com.sun.management.OperatingSystemMXBean;
import dev.opsdeck.api.metrics.Gauges;
import dev.opsdeck.api.metrics.Latency;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.metrics.Totals;
import dev.opsdeck.api.metrics.Window;
import dev.opsdeck.console.live.Batch;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.live.SelectedRange;
import dev.opsdeck.console.live.TimeRange;
import dev.opsdeck.console.ui.Fx;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;

/// Measures what the page costs: every figure of every tile changes once a second, as on a busy server. Run by hand:
/// `OverviewCost [range] [seconds]`, with the headless flags. Prints the CPU of the process as a share of one core,
/// after half a minute of warming up, and the same with the page hidden.
public final class OverviewCost {

    private OverviewCost() {}

    public static void main(String[] args) throws Exception {
        TimeRange range = args.length > 0 ? TimeRange.valueOf(args[0]) : TimeRange.DAY;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 60;
        LiveModel live = new LiveModel();
        SelectedRange selected = new SelectedRange();
        OverviewController page = Fx.call(() -> {
            selected.range().set(range);
            return OverviewWindow.open(live, selected).page();
        });
        Random random = new Random(1);
        Instant start = Instant.now();
        Fx.call(() -> {
            live.apply(new Batch(
                    sample(start, random), new LinkState.Live(start), Samples.log(), List.of(), List.of(), null, true));
            return page;
        });
        play(live, random, 30);
        print("shown, " + range.label(), live, random, seconds);
        Fx.call(() -> {
            page.hidden();
            return page;
        });
        print("hidden", live, random, seconds / 2);
        Platform.exit();
    }

    private static void print(String what, LiveModel live, Random random, int seconds) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long wall = System.nanoTime();
        play(live, random, seconds);
        double share = 100.0 * (system.getProcessCpuTime() - cpu) / (System.nanoTime() - wall);
        report("%s: %.2f %% of one core%n".formatted(what, share));
    }

    private static void play(LiveModel live, Random random, int seconds) {
        for (int i = 0; i < seconds; i++) {
            LockSupport.parkNanos(1_000_000_000L);
            Sample sample = sample(Instant.now(), random);
            Platform.runLater(() -> live.apply(Batch.of(sample)));
        }
    }

    private static Sample sample(Instant at, Random random) {
        double noise = 0.9 + 0.2 * random.nextDouble();
        Latency minute = new Latency(252, 93 * noise, 145 * noise, 212 * noise, 380);
        Latency second = new Latency(4, 93 * noise * noise, 150 * noise, 230 * noise, 300);
        return new Sample(
                "one",
                Instant.EPOCH,
                at,
                new Window(1, second, Latency.NONE, 3 + random.nextInt(4), 0, 0.94),
                new Window(60, minute, Latency.NONE, 250 + random.nextInt(9), 0, 0.94 * noise / 1.1),
                new Gauges(
                        1,
                        10 + random.nextInt(4),
                        5 + random.nextInt(6),
                        50,
                        0,
                        (long) (245 * noise * Samples.MB),
                        1024 * Samples.MB,
                        312 * Samples.MB,
                        0.12 * noise,
                        2,
                        1200 + random.nextInt(9),
                        41_207),
                new Totals(0, 0, 0, 0, 0, 0, 0, 0));
    }

    @SuppressWarnings("SystemOut") // a command line's answer
    private static void report(String line) {
        System.out.print(line);
    }
}
