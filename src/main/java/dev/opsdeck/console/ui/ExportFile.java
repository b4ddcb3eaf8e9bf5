package dev.opsdeck.console.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Writes what is exported. The file appears under its name when it is complete. Background threads.
public final class ExportFile {

    private ExportFile() {}

    /// Fills a file.
    ///
    /// @param <X> what else can go wrong, beside the writing
    @FunctionalInterface
    public interface Content<X extends Exception> {

        /// @param part the file, under the name it has meanwhile
        /// @return a sentence about what was written
        String write(Path part) throws IOException, X;
    }

    /// Writes it, or says why that is not possible.
    public static Outcome write(Path to, byte[] content) {
        return write(to, part -> {
            Files.write(part, content);
            return "Written to " + to.getFileName() + ".";
        });
    }

    /// Has it written, or says why that is not possible.
    public static <X extends Exception> Outcome write(Path to, Content<X> content) throws X {
        Path part = to.resolveSibling(to.getFileName() + ".part");
        try {
            String sentence = content.write(part);
            Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
            return new Outcome(State.OK, sentence);
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
