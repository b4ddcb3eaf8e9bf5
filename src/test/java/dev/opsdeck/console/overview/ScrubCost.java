package dev.opsdeck.console.overview;

import dev.opsdeck.console.live.Batch;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.live.SelectedRange;
import dev.opsdeck.console.ui.Fx;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Scene;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

/// Measures frames while the time bar is dragged over 24 h, to and fro, a step in every frame, with alerts that
/// come and go. Run by hand: `ScrubCost [frames]`, with the headless flags or on a screen. Prints how long a
/// frame took, from one pulse to the next, so with layout and painting: at rest 16.7 ms. The first 300 frames
/// warm up.
public final class ScrubCost {

    /// Until the window is drawn.
    private static final int REST = 60;

    private static final int FIRST = 3;
    private static final int WARM_UP = 300;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ScrubCost() {}

    public static void main(String[] args) throws Exception {
        int frames = args.length > 0 ? Integer.parseInt(args[0]) : 1_200;
        LiveModel live = new LiveModel();
        Scene scene = Fx.call(() -> open(live));
        List<Long> frameNanos = new ArrayList<>();
        List<Long> cpuNanos = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        Fx.call(() -> {
            Region bar = (Region) scene.lookup(".od-scrub");
            new AnimationTimer() {
                private long before = System.nanoTime();
                private long cpuBefore = THREADS.getCurrentThreadCpuTime();
                private int frame;

                @Override
                public void handle(long now) {
                    long at = System.nanoTime();
                    long cpu = THREADS.getCurrentThreadCpuTime();
                    frameNanos.add(at - before);
                    cpuNanos.add(cpu - cpuBefore);
                    before = at;
                    cpuBefore = cpu;
                    if (frame >= REST) {
                        drag(bar, frame - REST);
                    }
                    frame++;
                    if (frame > REST + WARM_UP + frames) {
                        stop();
                        done.countDown();
                    }
                }
            }.start();
            return bar;
        });
        done.await();
        // The cost of what is done in one call is told by the next.
        int begin = REST + 1;
        report("the first frames", frameNanos.subList(begin, begin + FIRST), cpuNanos.subList(begin, begin + FIRST));
        report(
                "warming up",
                frameNanos.subList(begin + FIRST, begin + WARM_UP),
                cpuNanos.subList(begin + FIRST, begin + WARM_UP));
        report(
                "warm",
                frameNanos.subList(begin + WARM_UP, frameNanos.size()),
                cpuNanos.subList(begin + WARM_UP, cpuNanos.size()));
        Platform.exit();
    }

    private static Scene open(LiveModel live) {
        OverviewWindow window = OverviewWindow.open(live, new SelectedRange());
        live.apply(new Batch(
                Samples.quiet(Samples.NOON),
                new LinkState.Live(Samples.NOON),
                Samples.log(),
                List.of(),
                List.of(),
                null,
                true));
        live.apply(Batch.of(LookBackTest.alerts(40)));
        return window.scene();
    }

    private static void drag(Region bar, int frame) {
        int width = (int) bar.getWidth();
        int at = frame * 3 % (2 * width);
        fire(bar, frame == 0 ? MouseEvent.MOUSE_PRESSED : MouseEvent.MOUSE_DRAGGED, at < width ? at : 2 * width - at);
    }

    private static void fire(Region bar, EventType<MouseEvent> type, double x) {
        Event.fireEvent(
                bar,
                new MouseEvent(
                        type,
                        x,
                        8,
                        x,
                        8,
                        MouseButton.PRIMARY,
                        1,
                        false,
                        false,
                        false,
                        false,
                        true,
                        false,
                        false,
                        false,
                        false,
                        false,
                        null));
    }

    @SuppressWarnings("SystemOut") // a command line's answer
    private static void report(String what, List<Long> frames, List<Long> cpu) {
        System.out.printf("%s: %d frames%s; JavaFX thread%s%n", what, frames.size(), spread(frames), spread(cpu));
    }

    private static String spread(List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return ", median %.1f ms, 99 %% under %.1f ms, longest %.1f ms"
                .formatted(
                        sorted.get(sorted.size() / 2) / 1e6,
                        sorted.get(sorted.size() * 99 / 100) / 1e6,
                        sorted.getLast() / 1e6);
    }
}
