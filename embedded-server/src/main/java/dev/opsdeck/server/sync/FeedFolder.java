package dev.opsdeck.server.sync;

import dev.opsdeck.api.InvalidField;
import dev.opsdeck.server.sync.feed.FeedFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// The folder of feed files: the only files that a source may name, and where uploaded ones go. Thread-safe.
final class FeedFolder {

    static final String SCHEME = "file:";
    private static final int BUFFER = 1 << 16;

    private final Path folder;

    FeedFolder(Path folder) {
        this.folder = folder;
    }

    /// A plain name: no folder, nothing hidden.
    static void checkName(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}") || name.contains("..")) {
            throw new InvalidField(
                    "url", "'url' may name a file of the feed folder only by its plain name, such as file:shop.xml.");
        }
    }

    /// The file of that name.
    ///
    /// @throws FeedFailure if it is not there, or is a link or anything else but a plain file
    Path file(String name) throws FeedFailure {
        checkName(name);
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FeedFailure("There is no file '" + name + "' in the server's feed folder: upload it first.");
        }
        return file;
    }

    /// Stores an upload under a name: first aside, then moved, so that nobody ever reads half a file.
    void store(String name, InputStream content) throws IOException {
        checkName(name);
        Files.createDirectories(folder);
        Path aside = Files.createTempFile(folder, ".upload-", ".part");
        try {
            try (FileChannel out = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                byte[] buffer = new byte[BUFFER];
                for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                    java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(buffer, 0, n);
                    while (bytes.hasRemaining()) {
                        out.write(bytes);
                    }
                }
                out.force(true);
            }
            Files.move(
                    aside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /// Removes what uploads left that a dead process had begun.
    void removeLeftovers() throws IOException {
        if (Files.isDirectory(folder)) {
            try (var parts = Files.newDirectoryStream(folder, ".upload-*.part")) {
                for (Path part : parts) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    /// Removes the uploaded file of a source that is gone.
    void remove(String name) throws IOException {
        checkName(name);
        Files.deleteIfExists(folder.resolve(name));
    }
}
