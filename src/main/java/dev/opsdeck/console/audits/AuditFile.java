package dev.opsdeck.console.audits;

import dev.opsdeck.console.ui.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Writes an exported report. The file appears under its name when it is complete. Background threads.
final class AuditFile {

    private AuditFile() {}

    /// What became of it.
    record Outcome(State state, String sentence) {}

    static Outcome write(Path to, byte[] content) {
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
