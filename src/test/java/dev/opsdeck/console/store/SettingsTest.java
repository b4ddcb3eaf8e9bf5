package dev.opsdeck.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.console.Clock;
import dev.opsdeck.console.task.DirectTasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir
    private Path folder;

    private final DirectTasks tasks = new DirectTasks();
    private final List<String> complaints = new ArrayList<>();

    @Test
    void writesOnceAfterTheLastOfSeveralChanges() throws IOException {
        Settings settings = settings(folder.resolve("console.json"));
        settings.update(now -> now.withPage("products"));
        settings.update(now -> now.withPage("settings"));
        assertThat(folder.resolve("console.json")).doesNotExist();
        tasks.tick();
        assertThat(read().page()).isEqualTo("settings");
        Files.delete(folder.resolve("console.json"));
        settings.update(now -> now.withPage("settings"));
        tasks.tick();
        assertThat(folder.resolve("console.json")).doesNotExist();
    }

    @Test
    void closingWritesWhatIsStillOpen() throws IOException {
        Settings settings = settings(folder.resolve("console.json"));
        settings.update(now -> now.withTheme("DARK"));
        settings.close();
        assertThat(read().theme()).isEqualTo("DARK");
    }

    @Test
    void saysSoWhenItCannotWrite() throws IOException {
        Path noFolder = Files.createFile(folder.resolve("file")).resolve("console.json");
        Settings settings = settings(noFolder);
        settings.update(now -> now.withTheme("DARK"));
        tasks.tick();
        assertThat(complaints).singleElement().asString().contains("could not be saved");
    }

    private ConsoleSettings read() throws IOException {
        return new SettingsFile(folder.resolve("console.json"), new Clock("2026-11-23T12:00:00Z"))
                .load()
                .settings();
    }

    private Settings settings(Path file) {
        return new Settings(
                new SettingsFile(file, new Clock("2026-11-23T12:00:00Z")),
                ConsoleSettings.first(),
                tasks,
                complaints::add);
    }
}
