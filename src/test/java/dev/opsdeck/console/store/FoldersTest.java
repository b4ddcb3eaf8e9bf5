package dev.opsdeck.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FoldersTest {

    @Test
    void followTheFreedesktopRulesOnLinux() {
        Folders plain = of(Map.of("os.name", "Linux", "user.home", "/home/ada"), Map.of());
        assertThat(plain.data()).isEqualTo(Path.of("/home/ada/.local/share/opsdeck"));
        assertThat(plain.settings()).isEqualTo(Path.of("/home/ada/.config/opsdeck/console.json"));
        Folders moved = of(
                Map.of("os.name", "Linux", "user.home", "/home/ada"),
                Map.of("XDG_DATA_HOME", "/data", "XDG_CONFIG_HOME", "not/absolute"));
        assertThat(moved.data()).isEqualTo(Path.of("/data/opsdeck"));
        assertThat(moved.config()).isEqualTo(Path.of("/home/ada/.config/opsdeck"));
    }

    @Test
    void areWhereMacAndWindowsKeepThem() {
        assertThat(of(Map.of("os.name", "Mac OS X", "user.home", "/Users/ada"), Map.of())
                        .data())
                .isEqualTo(Path.of("/Users/ada/Library/Application Support/Opsdeck/data"));
        assertThat(of(Map.of("os.name", "Windows 11", "user.home", "/c"), Map.of("LOCALAPPDATA", "/local"))
                        .config())
                .isEqualTo(Path.of("/local/Opsdeck"));
    }

    @Test
    void areWhatThePropertySaysBeforeTheVariable() {
        Folders folders = of(
                Map.of("os.name", "Linux", "user.home", "/home/ada", "opsdeck.data", "/a", "opsdeck.config", ""),
                Map.of("OPSDECK_DATA", "/b", "OPSDECK_CONFIG", "/c"));
        assertThat(folders.data()).isEqualTo(Path.of("/a"));
        assertThat(folders.config()).isEqualTo(Path.of("/c"));
    }

    private static Folders of(Map<String, String> properties, Map<String, String> environment) {
        return Folders.of(properties::get, environment::get);
    }
}
