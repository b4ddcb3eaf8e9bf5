package dev.opsdeck.console.requests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.DoubleConsumer;

/// Saves the recording of a profile. The file appears under its name when it is complete. Background threads.
final class ProfileFile {

    private ProfileFile() {}

    /// @return what came of it, as a sentence
    static String save(ProfileServer from, long id, Path to, DoubleConsumer progress) {
        Path part = to.resolveSibling(to.getFileName() + ".part");
        try {
            from.save(id, part, progress);
            Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
            return "Profile " + id + " is written to " + to.getFileName() + ": JDK Mission Control opens it.";
        } catch (IOException e) {
            return "The file " + to.getFileName() + " cannot be written (" + e.getMessage()
                    + "). Choose another folder.";
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
