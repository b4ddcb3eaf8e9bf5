package dev.opsdeck.console.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Asks for a file. An interface, because the system's dialogs cannot be opened without a display. FX thread; the
/// methods return when the operator has answered.
public interface FileDialogs {

    /// What kinds of file are offered.
    ///
    /// @param name     such as `Product feeds`
    /// @param patterns such as `*.xml`
    record Kind(String name, List<String> patterns) {

        public Kind {
            patterns = List.copyOf(patterns);
        }

        public Kind(String name, String... patterns) {
            this(name, List.of(patterns));
        }
    }

    /// A file that exists; empty when cancelled.
    Optional<Path> open(String title, Kind... kinds);

    /// A file to write; empty when cancelled.
    Optional<Path> save(String title, String suggestedName, Kind... kinds);
}
