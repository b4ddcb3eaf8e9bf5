package dev.opsdeck.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opsdeck.console.store.ConsoleSettings;
import dev.opsdeck.console.ui.Fx;
import dev.opsdeck.console.ui.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.scene.image.Image;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Draws every page of the real console, in both themes and at the smallest size, as `-Dopsdeck.screens` does.
class EveryPageTest {

    @TempDir
    private Path folder;

    @Test
    void everyPageShowsSomethingInBothThemes() throws Exception {
        try (Console console = Console.open(folder, ConsoleSettings.first(), 900, 600)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Fx.call(() -> console.context().live().sample().get() != null));
            List<String> pages = Fx.call(() -> console.context().shell().pageIds());
            assertThat(pages).contains("overview", "settings");
            for (Theme.Choice theme : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
                for (String page : pages) {
                    Path file = folder.resolve(page + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png");
                    PngWriter.write(picture(console, page, theme), file);
                    assertThat(file).isNotEmptyFile();
                    assertThat(colours(file)).as(file.toString()).hasSizeGreaterThan(20);
                }
            }
        }
    }

    @Test
    void lightAndDarkAreDifferentPictures() throws Exception {
        try (Console console = Console.open(folder, ConsoleSettings.first(), 900, 600)) {
            Path light = folder.resolve("light.png");
            Path dark = folder.resolve("dark.png");
            PngWriter.write(picture(console, "settings", Theme.Choice.LIGHT), light);
            PngWriter.write(picture(console, "settings", Theme.Choice.DARK), dark);
            assertThat(Files.mismatch(light, dark)).isNotNegative();
        }
    }

    private static Image picture(Console console, String page, Theme.Choice theme) throws Exception {
        return Fx.call(() -> {
            console.context().theme().choose(theme);
            console.context().shell().show(page);
            return console.scene().snapshot(null);
        });
    }

    /// Those of the page's place, so that a blank page is found out although the window around it is drawn.
    private static Set<Integer> colours(Path file) throws Exception {
        var image = ImageIO.read(file.toFile());
        Set<Integer> colours = new HashSet<>();
        for (int x = 240; x < image.getWidth(); x += 2) {
            for (int y = 70; y < image.getHeight() - 40; y += 2) {
                colours.add(image.getRGB(x, y));
            }
        }
        return colours;
    }
}
