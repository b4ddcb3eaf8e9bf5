package dev.opsdeck.console.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The test double: answers every question with the file it was given, and remembers what was asked.
public final class ScriptedFileDialogs implements FileDialogs {

    public final List<String> asked = new ArrayList<>();
    private @Nullable Path answer;

    /// The next answers; null is a cancelled dialog.
    public void answer(@Nullable Path file) {
        answer = file;
    }

    @Override
    public Optional<Path> open(String title, Kind... kinds) {
        asked.add(title);
        return Optional.ofNullable(answer);
    }

    @Override
    public Optional<Path> save(String title, String suggestedName, Kind... kinds) {
        asked.add(title + ": " + suggestedName);
        return Optional.ofNullable(answer);
    }
}
