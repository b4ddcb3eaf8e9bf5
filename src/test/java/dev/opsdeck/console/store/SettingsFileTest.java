package dev.opsdeck.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.console.Clock;
import dev.opsdeck.console.store.ConsoleSettings.ServerEntry;
import dev.opsdeck.console.store.ConsoleSettings.WindowPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {

    @TempDir
    private Path folder;

    private final Clock clock = new Clock("2026-11-23T12:00:00Z");

    @Test
    void aFirstStartHasNoFileAndNothingToComplainAbout() throws IOException {
        SettingsFile.Loaded loaded = file().load();
        assertThat(loaded.settings()).isEqualTo(ConsoleSettings.first());
        assertThat(loaded.keptAside()).isNull();
    }

    @Test
    void whatIsSavedIsReadAgainAndNothingElseStaysInTheFolder() throws IOException {
        ConsoleSettings settings = ConsoleSettings.first()
                .withServers(List.of(new ServerEntry("a", "eu-prod", "https://eu.example.org", "AB:CD")))
                .withServer("a")
                .withPage("products")
                .withRange("HOUR")
                .withTheme("DARK")
                .withWindow(new WindowPlace(10, 20, 1280, 800, false));
        file().save(ConsoleSettings.first());
        file().save(settings);
        assertThat(file().load().settings()).isEqualTo(settings);
        try (Stream<Path> files = Files.list(path().getParent())) {
            assertThat(files).containsExactly(path());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"servers\":", "[1]", "null", "{\"servers\":[{\"id\":{}}]}"})
    void anUnreadableFileIsKeptAsideWithItsTime(String content) throws IOException {
        Files.createDirectories(path().getParent());
        Files.writeString(path(), content);
        SettingsFile.Loaded loaded = file().load();
        assertThat(loaded.settings()).isEqualTo(ConsoleSettings.first());
        Path aside = Objects.requireNonNull(loaded.keptAside());
        assertThat(aside.getFileName()).hasToString("console.json.broken-20261123-120000");
        assertThat(aside).hasContent(content);
        assertThat(path()).doesNotExist();
    }

    @Test
    void fieldsOfANewerConsoleAreIgnored() throws IOException {
        Files.createDirectories(path().getParent());
        Files.writeString(path(), "{\"page\":\"products\",\"tray\":true}");
        assertThat(file().load().settings().page()).isEqualTo("products");
    }

    private SettingsFile file() {
        return new SettingsFile(path(), clock);
    }

    private Path path() {
        return folder.resolve("config").resolve("console.json");
    }
}
