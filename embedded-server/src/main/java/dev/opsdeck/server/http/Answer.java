package dev.opsdeck.server.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A JSON answer that was serialised and hashed once, and is compressed once when the first client asks for it
/// so; to be kept in a cache and sent many times. Made by [Answers#prepare]; nobody may change the arrays.
/// Thread-safe.
public final class Answer {

    private final byte[] json;
    private final String etag;
    private final Duration maxAge;
    private volatile byte @Nullable [] gzip;

    /// @param json   the body
    /// @param etag   strong entity tag of the body, with its quotes
    /// @param maxAge what `Cache-Control` says; zero means `no-cache` (ask again with the tag)
    public Answer(byte[] json, String etag, Duration maxAge) {
        this.json = json;
        this.etag = etag;
        this.maxAge = maxAge;
    }

    public byte[] json() {
        return json;
    }

    public String etag() {
        return etag;
    }

    public Duration maxAge() {
        return maxAge;
    }

    /// Whether compressing it pays.
    boolean compressible() {
        return json.length >= GzipEncoding.LEAST_BYTES;
    }

    /// The body compressed. Two threads that ask first may both compress it, to the same bytes.
    byte[] gzip() {
        byte[] known = gzip;
        if (known == null) {
            known = GzipEncoding.compress(json);
            gzip = known;
        }
        return known;
    }
}
