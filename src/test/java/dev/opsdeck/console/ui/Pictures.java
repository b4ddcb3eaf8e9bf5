package dev.opsdeck.console.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/// Pictures of pages and dialogs. With `-Dopsdeck.pictures=true` they are written to target/pictures, for people to
/// look
/// at: to encode them takes a quarter of the time of these tests.
public final class Pictures {

    private static final boolean WANTED = Boolean.getBoolean("opsdeck.pictures");

    private Pictures() {}

    /// A picture of a window after something was done in it. The theme ends with it. FX thread.
    public static WritableImage of(Parent root, double width, double height, Theme theme, Runnable first) {
        Scene scene = new Scene(root, width, height);
        theme.style(scene);
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.show();
        first.run();
        root.applyCss();
        root.layout();
        WritableImage picture = scene.snapshot(null);
        stage.hide();
        theme.close();
        return picture;
    }

    /// Writes `target/pictures/{name}-{theme}-{width}.png`, if somebody wants to look at it.
    public static void save(String name, Theme.Choice theme, int width, WritableImage picture) throws IOException {
        if (!WANTED) {
            return;
        }
        Path folder = Files.createDirectories(Path.of("target", "pictures"));
        String file = (name + "-" + theme + "-" + width + ".png").toLowerCase(Locale.ROOT);
        ImageIO.write(
                SwingFXUtils.fromFXImage(picture, null),
                "png",
                folder.resolve(file).toFile());
    }

    /// The different colours in a picture: a blank one has one.
    public static Set<Integer> colours(WritableImage picture) {
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < picture.getHeight(); y += 3) {
            for (int x = 0; x < picture.getWidth(); x += 3) {
                colours.add(picture.getPixelReader().getArgb(x, y));
            }
        }
        return colours;
    }
}
