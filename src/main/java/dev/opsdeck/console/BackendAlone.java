package dev.opsdeck.console;

import dev.opsdeck.console.connection.ApiFailure;
import dev.opsdeck.console.connection.EmbeddedBackend;
import dev.opsdeck.console.store.Folders;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/// `mvn -Prun` without a display: the backend of this computer alone, until SIGTERM or Ctrl+C.
final class BackendAlone {

    private BackendAlone() {}

    /// Blocks until the process is told to end.
    static void run(EmbeddedBackend backend, Folders folders, PrintStream out)
            throws IOException, InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        Path token = folders.data().resolve("operator.token");
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("backend-stop").unstarted(() -> {
                    backend.close();
                    told.countDown();
                }));
        out.println(announce(backend, token));
        told.await();
    }

    /// Starts it and says where it is.
    static String announce(EmbeddedBackend backend, Path token) throws IOException {
        try {
            String url = backend.url().toString().replaceFirst("/$", "");
            write(token, backend.token());
            return "No display was found, so the backend runs alone: " + url + "\nIts operator token is in " + token
                    + " and new at every start. Press Ctrl+C to stop it.";
        } catch (ApiFailure e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// Only the owner may read it, from its first byte on.
    private static void write(Path file, String token) throws IOException {
        Files.deleteIfExists(file);
        boolean posix = Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            channel.write(java.nio.ByteBuffer.wrap(token.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        }
    }
}
