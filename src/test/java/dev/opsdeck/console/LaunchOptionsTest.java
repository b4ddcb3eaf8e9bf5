package dev.opsdeck.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaunchOptionsTest {

    @Test
    void linuxHasADisplayWhenXOrWaylandSaySo() {
        assertThat(of("Linux", Map.of(), Map.of()).display()).isFalse();
        assertThat(of("Linux", Map.of(), Map.of("DISPLAY", "")).display()).isFalse();
        assertThat(of("Linux", Map.of(), Map.of("DISPLAY", ":0")).display()).isTrue();
        assertThat(of("Linux", Map.of(), Map.of("WAYLAND_DISPLAY", "wayland-0")).display())
                .isTrue();
        assertThat(of("Linux", Map.of("glass.platform", "Headless"), Map.of()).display())
                .isTrue();
        assertThat(of("Windows 11", Map.of(), Map.of()).display()).isTrue();
    }

    @Test
    void screensAreOffWhenTheirFolderIsEmpty() {
        assertThat(of("Linux", Map.of("opsdeck.screens", ""), Map.of()).screens())
                .isNull();
        assertThat(of("Linux", Map.of("opsdeck.screens", "out"), Map.of()).screens())
                .isEqualTo(Path.of("out"));
    }

    private static LaunchOptions of(String os, Map<String, String> properties, Map<String, String> environment) {
        return LaunchOptions.of(
                name -> switch (name) {
                    case "os.name" -> os;
                    case "user.home" -> "/home/ada";
                    default -> properties.get(name);
                },
                environment::get);
    }
}
