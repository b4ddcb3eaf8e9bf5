package dev.opsdeck.console.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Writes what is exported. The file appears under its name when it is complete. Background threads.
public final class ExportFile {

    private ExportFile() {}

    /// What became of it.
    public record Outcome(State state, String sentence) {}

    /// Writes it, or says why that is not possible.
    public static Outcome write(Path to, byte[] content) {
        Path part = to.resolveSibling(to.getFileName() + ".part");
        try {
            Files.write(part, content);
            Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
            return new Outcome(State.OK, "Written to " + to.getFileName() + ".");
        } catch (IOException e) {
            return new Outcome(
                    State.WARNING,
                    "The file " + to.getFileName() + " cannot be written (" + e.getMessage()
                            + "). Choose another folder.");
        } finally {
            delete(part);
        }
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // Only reached when it could not be written either: that has been said.
            part.toFile().deleteOnExit();
        }
    }
}
