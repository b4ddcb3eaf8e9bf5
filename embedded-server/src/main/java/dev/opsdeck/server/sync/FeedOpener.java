package dev.opsdeck.server.sync;

import dev.opsdeck.server.sync.feed.FeedFailure;
import dev.opsdeck.server.sync.feed.FeedInput;
import dev.opsdeck.server.sync.feed.FeedLimits;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Opens what a source's address names: a web address, or a file of the feed folder. Thread-safe.
final class FeedOpener {

    private final FeedFolder folder;
    private final FeedLimits limits;
    private final HttpFetch http;

    FeedOpener(FeedFolder folder, AddressGuard guard, FeedLimits limits) {
        this.folder = folder;
        this.limits = limits;
        this.http = new HttpFetch(guard, limits, Duration.ofSeconds(10), Duration.ofSeconds(60));
    }

    FeedInput open(String url) throws IOException {
        if (url.startsWith(FeedFolder.SCHEME)) {
            return file(folder.file(url.substring(FeedFolder.SCHEME.length())));
        }
        URI address = FeedAddress.web(url);
        if (address == null) {
            throw new FeedFailure("The address of the feed is neither http nor https: change the source.");
        }
        return http.open(address);
    }

    /// Any file: for the command line, whose user may read it anyway.
    FeedInput file(Path file) throws IOException {
        return FeedInput.of(Files.newInputStream(file), Files.isRegularFile(file) ? Files.size(file) : -1, limits);
    }

    FeedLimits limits() {
        return limits;
    }
}
