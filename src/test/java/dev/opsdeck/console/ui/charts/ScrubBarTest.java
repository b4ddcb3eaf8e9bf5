package dev.opsdeck.console.ui.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.console.ui.Fx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;

/// A bar of 1,000 px over 180 buckets of 20 s that end at 13:00:00.
class ScrubBarTest {

    private static final Instant END = Instant.parse("2026-11-23T13:00:00Z");
    private static final Instant START = END.minusSeconds(3600);

    private final List<Instant> chosen = new ArrayList<>();

    @Test
    void aPressAndADragChooseTheMomentUnderThePointer() throws Exception {
        Fx.call(() -> {
            ScrubBar bar = bar();
            mouse(bar, MouseEvent.MOUSE_PRESSED, 500, true);
            mouse(bar, MouseEvent.MOUSE_DRAGGED, 250, true);
            mouse(bar, MouseEvent.MOUSE_DRAGGED, -80, true);
            mouse(bar, MouseEvent.MOUSE_MOVED, 700, false);
            return bar;
        });
        assertThat(chosen).containsExactly(START.plusSeconds(1800), START.plusSeconds(900), START);
    }

    @Test
    void thereIsNoMomentAfterTheNewest() throws Exception {
        Fx.call(() -> {
            ScrubBar bar = bar();
            bar.window(buckets(), END.minusSeconds(7));
            mouse(bar, MouseEvent.MOUSE_PRESSED, 2_000, true);
            return bar;
        });
        assertThat(chosen).containsExactly(END.minusSeconds(7));
    }

    @Test
    void keysGoByBucketsFromTheMomentOrFromNow() throws Exception {
        Fx.call(() -> {
            ScrubBar bar = bar();
            key(bar, KeyCode.LEFT, false);
            bar.moment(START.plusSeconds(1000), "then", "calm");
            key(bar, KeyCode.LEFT, false);
            key(bar, KeyCode.RIGHT, false);
            key(bar, KeyCode.LEFT, true);
            key(bar, KeyCode.RIGHT, true);
            key(bar, KeyCode.HOME, false);
            key(bar, KeyCode.END, false);
            key(bar, KeyCode.A, false);
            return bar;
        });
        assertThat(chosen)
                .containsExactly(
                        END.minusSeconds(20),
                        START.plusSeconds(980),
                        START.plusSeconds(1020),
                        START.plusSeconds(800),
                        START.plusSeconds(1200),
                        START,
                        END);
    }

    @Test
    void itSaysTheTimeUnderThePointerThenTheMomentThenWhatItIsFor() throws Exception {
        List<String> said = Fx.call(() -> {
            ScrubBar bar = bar();
            List<String> words = new ArrayList<>();
            words.add(label(bar));
            mouse(bar, MouseEvent.MOUSE_MOVED, 500, false);
            words.add(label(bar));
            bar.moment(START.plusSeconds(60), "then", "calm");
            mouse(bar, MouseEvent.MOUSE_EXITED, 500, false);
            words.add(label(bar));
            bar.moment(null, "live", "calm");
            words.add(label(bar));
            words.add(bar.getAccessibleText());
            return words;
        });
        assertThat(said)
                .containsExactly("calm", "" + START.plusSeconds(1800), "" + START.plusSeconds(60), "calm", "live");
    }

    private ScrubBar bar() {
        ScrubBar bar = new ScrubBar(Instant::toString, chosen::add);
        bar.resize(1_000, 32);
        bar.moment(null, "live", "calm");
        bar.window(buckets(), END);
        return bar;
    }

    private static TimeBuckets buckets() {
        TimeBuckets buckets = new TimeBuckets(180);
        buckets.reset(Duration.ofHours(1), END.minusMillis(1));
        assertThat(buckets.end()).isEqualTo(END);
        return buckets;
    }

    private static String label(ScrubBar bar) {
        return ((Text) bar.getChildrenUnmodifiable().getLast()).getText();
    }

    private static void key(ScrubBar bar, KeyCode code, boolean shift) {
        Event.fireEvent(bar, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, false, false, false));
    }

    private static void mouse(ScrubBar bar, EventType<MouseEvent> type, double x, boolean down) {
        Event.fireEvent(
                bar,
                new MouseEvent(
                        type,
                        x,
                        8,
                        x,
                        8,
                        down ? MouseButton.PRIMARY : MouseButton.NONE,
                        1,
                        false,
                        false,
                        false,
                        false,
                        down,
                        false,
                        false,
                        false,
                        false,
                        false,
                        null));
    }
}
