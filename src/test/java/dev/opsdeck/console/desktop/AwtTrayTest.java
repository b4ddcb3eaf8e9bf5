package dev.opsdeck.console.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.console.ui.State;
import dev.opsdeck.console.ui.Tray;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AwtTrayTest {

    @Test
    void withoutADisplayThereIsNoneAndNobodyIsTold() {
        Tray tray = AwtTray.open(() -> {});
        assertThat(tray).isSameAs(Tray.NONE);
        tray.show(State.CRITICAL, "critical");
        assertThat(tray.tell(State.CRITICAL, "a", "b")).isFalse();
        tray.close();
    }

    @Test
    void everyStateHasItsOwnShape() {
        Set<String> shapes = new HashSet<>();
        for (State state : State.values()) {
            BufferedImage image = (BufferedImage) AwtTray.image(state);
            StringBuilder outline = new StringBuilder();
            for (int y = 2; y < 64; y += 6) {
                for (int x = 2; x < 64; x += 6) {
                    outline.append(image.getRGB(x, y) >>> 24 > 127 ? '#' : '.');
                }
            }
            shapes.add(outline.toString());
        }
        assertThat(shapes).hasSize(State.values().length);
    }
}
