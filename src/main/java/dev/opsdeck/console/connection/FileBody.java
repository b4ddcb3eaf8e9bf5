package dev.opsdeck.console.connection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleConsumer;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/// A file as the body of a request, with progress. Read on the calling thread, 64 KiB at a time.
final class FileBody extends RequestBody {

    private static final MediaType OCTETS = MediaType.get("application/octet-stream");

    private final Path file;
    private final DoubleConsumer progress;

    FileBody(Path file, DoubleConsumer progress) {
        this.file = file;
        this.progress = progress;
    }

    @Override
    public MediaType contentType() {
        return OCTETS;
    }

    @Override
    public long contentLength() throws IOException {
        return Files.size(file);
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        long size = Math.max(1, contentLength());
        byte[] buffer = new byte[65_536];
        long sent = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sink.write(buffer, 0, read);
                sent += read;
                progress.accept(Math.min(1, (double) sent / size));
            }
        }
    }
}
