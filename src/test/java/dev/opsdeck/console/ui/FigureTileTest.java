package dev.opsdeck.console.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.console.ui.charts.Sparkline;
import dev.opsdeck.console.ui.charts.TimeBuckets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;

class FigureTileTest {

    @Test
    void aTileWithASparklineIsDrawn() throws Exception {
        assertThat(colours(tile -> {
                    TimeBuckets values = new TimeBuckets(20);
                    values.reset(Duration.ofMinutes(20), Instant.EPOCH);
                    for (int i = 0; i < 20; i++) {
                        values.store(values.at(i), i, i, i);
                    }
                    Sparkline line = new Sparkline(20);
                    tile.chart(line);
                    line.draw(values);
                }))
                .contains(ACCENT);
    }

    @Test
    void aTileWithABarIsDrawnWithItsMarks() throws Exception {
        assertThat(colours(tile -> tile.bar(0.5, 0.7, 0.9))).contains(ACCENT, WARNING, CRITICAL);
    }

    @Test
    void theStateIsDrawnInItsColour() throws Exception {
        assertThat(colours(tile -> tile.state(State.WARNING))).contains(WARNING).doesNotContain(OK, CRITICAL);
        assertThat(colours(tile -> tile.state(State.CRITICAL)))
                .contains(CRITICAL)
                .doesNotContain(OK, WARNING);
        assertThat(colours(tile -> tile.state(State.OK))).contains(OK).doesNotContain(WARNING, CRITICAL);
    }

    @Test
    void aStaleTileIsUnknownWhateverItsStateWas() throws Exception {
        assertThat(colours(tile -> {
                    tile.state(State.CRITICAL);
                    tile.stale(true);
                    assertThat(tile.stateWord()).isEqualTo("unknown");
                }))
                .doesNotContain(OK, WARNING, CRITICAL);
    }

    @Test
    void aStaleTileThatIsCurrentAgainHasItsStateBack() throws Exception {
        assertThat(colours(tile -> {
                    tile.stale(true);
                    tile.state(State.WARNING);
                    tile.stale(false);
                    assertThat(tile.stateWord()).isEqualTo("warning");
                }))
                .contains(WARNING);
    }

    @Test
    void aTileThatWasStaleOrEmptyLooksAsBeforeWhenItIsCurrentAgain() throws Exception {
        Fx.call(() -> {
            FigureTile tile = Tiles.figure("CPU");
            try (Theme theme = new Theme(Theme.Choice.LIGHT)) {
                Scene scene = new Scene(new StackPane(tile.node()), 200, 180);
                theme.style(scene);
                Stage stage = new Stage();
                stage.setScene(scene);
                stage.show();
                Image before = shown(tile, scene, false);
                shown(tile, scene, true);
                tile.secondary();
                drawn(scene);
                assertThat(pixels(shown(tile, scene, false))).isEqualTo(pixels(before));
                stage.hide();
            }
            return tile;
        });
    }

    private static Image shown(FigureTile tile, Scene scene, boolean stale) {
        tile.state(State.OK);
        tile.stale(stale);
        tile.figure(new Quantity("12.0", "%"));
        tile.secondary("p50", "93", "p99", "112");
        tile.footnote(stale ? "unknown since 23:00:50" : "2 cores");
        return drawn(scene);
    }

    /// As a pulse does it.
    private static Image drawn(Scene scene) {
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        return scene.snapshot(null);
    }

    private static int[] pixels(Image picture) {
        int width = (int) picture.getWidth();
        int height = (int) picture.getHeight();
        int[] pixels = new int[width * height];
        picture.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        return pixels;
    }

    @Test
    void aTileTellsAssistiveTechnologyWhatItShows() throws Exception {
        String said = Fx.call(() -> {
            FigureTile tile = Tiles.figure("CPU");
            tile.state(State.OK);
            tile.figure(Formats.percent(0.12));
            return tile.node().getAccessibleText();
        });
        assertThat(said).isEqualTo("CPU 12.0 %, ok");
    }

    private static final int ACCENT = 0xff0969da;
    private static final int OK = 0xff1a7f37;
    private static final int WARNING = 0xff9a6700;
    private static final int CRITICAL = 0xffcf222e;

    /// What the test does with a tile on the JavaFX thread.
    private interface Change {
        void to(FigureTile tile);
    }

    private static Set<Integer> colours(Change change) throws Exception {
        WritableImage picture = Fx.call(() -> {
            FigureTile tile = Tiles.figure("Memory");
            tile.figure(new Quantity("245", "MB of 1 GB"));
            tile.secondary("p50", "93");
            tile.footnote("heap");
            tile.explain("What it is.");
            change.to(tile);
            return Fx.picture(new StackPane(tile.node()), 200, 180, new Theme(Theme.Choice.LIGHT));
        });
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                colours.add(picture.getPixelReader().getArgb(x, y));
            }
        }
        return colours;
    }
}
