package dev.opsdeck.server.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/// Sends JSON. Reads carry a strong entity tag and answer 304 when the client has these bytes already. Thread-safe.
public final class Answers {

    private static final Header JSON = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
    private static final Header OCTETS = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, GzipEncoding.OCTETS);
    private static final Header NO_CACHE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-cache");
    static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");

    private final Json json;

    public Answers(Json json) {
        this.json = json;
    }

    /// Answers a read: 200, or 304 when the tag matches. The client must ask again each time (`no-cache`).
    public void ok(ServerRequest req, ServerResponse res, Object body) {
        okJson(req, res, json.bytes(body));
    }

    /// As [#ok], of JSON that is written already.
    public void okJson(ServerRequest req, ServerResponse res, byte[] json) {
        fresh(req, res, JSON, json);
    }

    /// Whether what there is now is what the caller wants to change: the tag in its `If-Match` is that of `body`,
    /// or it sent none.
    public boolean sameAsAsked(ServerRequest req, Object body) {
        return matches(req, HeaderNames.IF_MATCH, tag(json.bytes(body)), true);
    }

    /// As [#ok], with a text of another type.
    ///
    /// @param contentType with its charset
    public void text(ServerRequest req, ServerResponse res, String contentType, String text) {
        Header type = HeaderValues.create(HeaderNames.CONTENT_TYPE, contentType);
        fresh(req, res, type, text.getBytes(StandardCharsets.UTF_8));
    }

    /// As [#ok], with bytes of another type.
    public void bytes(ServerRequest req, ServerResponse res, String contentType, byte[] bytes) {
        fresh(req, res, HeaderValues.create(HeaderNames.CONTENT_TYPE, contentType), bytes);
    }

    /// Serialises and hashes once.
    ///
    /// @param maxAge how long a client may use it without asking; zero: it must ask
    public Answer prepare(Object body, Duration maxAge) {
        return prepared(json.bytes(body), maxAge);
    }

    /// As [#prepare], of JSON that is written already.
    public static Answer prepared(byte[] json, Duration maxAge) {
        return new Answer(json, tag(json), maxAge);
    }

    /// Sends a read's answer: 200, or 304 when the tag matches.
    public void send(ServerRequest req, ServerResponse res, Answer answer) {
        if (unchanged(req, res, answer.etag(), answer.maxAge())) {
            return;
        }
        boolean zipped = answer.compressible() && GzipEncoding.accepted(req.headers());
        full(req, res, JSON, zipped ? answer.gzip() : answer.json(), zipped);
    }

    private static void fresh(ServerRequest req, ServerResponse res, Header type, byte[] bytes) {
        if (unchanged(req, res, tag(bytes), Duration.ZERO)) {
            return;
        }
        whole(req, res, type, bytes);
    }

    private static void whole(ServerRequest req, ServerResponse res, Header type, byte[] bytes) {
        boolean zipped = bytes.length >= GzipEncoding.LEAST_BYTES && GzipEncoding.accepted(req.headers());
        full(req, res, type, zipped ? GzipEncoding.compress(bytes) : bytes, zipped);
    }

    private static boolean unchanged(ServerRequest req, ServerResponse res, String etag, Duration maxAge) {
        res.headers().set(HeaderNames.ETAG, etag);
        res.headers().set(GzipEncoding.VARY);
        if (maxAge.isZero()) {
            res.headers().set(NO_CACHE);
        } else {
            res.headers().set(HeaderNames.CACHE_CONTROL, "max-age=" + maxAge.toSeconds());
        }
        if (!matches(req, HeaderNames.IF_NONE_MATCH, etag, false)) {
            return false;
        }
        res.status(Status.NOT_MODIFIED_304).send();
        return true;
    }

    private static void full(ServerRequest req, ServerResponse res, Header type, byte[] body, boolean zipped) {
        res.headers().set(type);
        if (zipped) {
            GzipEncoding.mark(res.headers());
        }
        entity(req, res, body);
    }

    /// Sends the body, or to HEAD everything but the body.
    static void entity(ServerRequest req, ServerResponse res, byte[] body) {
        if (isHead(req)) {
            res.headers().set(HeaderNames.CONTENT_LENGTH, String.valueOf(body.length));
            res.send();
        } else {
            res.send(body);
        }
    }

    /// 201 with the address of what was made.
    public void created(ServerRequest req, ServerResponse res, String location, Object body) {
        createdJson(req, res, location, json.bytes(body));
    }

    /// As [#created], of JSON that is written already.
    public void createdJson(ServerRequest req, ServerResponse res, String location, byte[] json) {
        res.headers().set(HeaderNames.LOCATION, location);
        write(req, res, Status.CREATED_201, json);
    }

    /// 202: it is under way; the body says how far.
    public void accepted(ServerRequest req, ServerResponse res, Object body) {
        write(req, res, Status.ACCEPTED_202, body);
    }

    /// A body with a status of its own, never to be cached.
    public void write(ServerRequest req, ServerResponse res, Status status, Object body) {
        write(req, res, status, json.bytes(body));
    }

    private static void write(ServerRequest req, ServerResponse res, Status status, byte[] json) {
        res.headers().set(NO_STORE);
        res.status(status);
        whole(req, res, JSON, json);
    }

    /// A text that is another the next moment, never to be cached.
    ///
    /// @param contentType with its charset
    public void passing(ServerRequest req, ServerResponse res, String contentType, String text) {
        res.headers().set(NO_STORE);
        Header type = HeaderValues.create(HeaderNames.CONTENT_TYPE, contentType);
        whole(req, res, type, text.getBytes(StandardCharsets.UTF_8));
    }

    /// A file, sent as it is read, never to be cached.
    public void file(ServerRequest req, ServerResponse res, Path file) {
        res.headers().set(NO_STORE);
        res.headers().set(OCTETS);
        try {
            res.headers().set(HeaderNames.CONTENT_LENGTH, String.valueOf(Files.size(file)));
            if (isHead(req)) {
                res.send();
                return;
            }
            try (OutputStream out = res.outputStream()) {
                Files.copy(file, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether only the headers are asked for.
    public static boolean isHead(ServerRequest req) {
        return req.prologue().method().equals(Method.HEAD);
    }

    /// 204.
    public void noContent(ServerResponse res) {
        res.status(Status.NO_CONTENT_204).send();
    }

    private static boolean matches(ServerRequest req, HeaderName condition, String etag, boolean withoutIt) {
        if (!req.headers().contains(condition)) {
            return withoutIt;
        }
        for (String tag : req.headers().get(condition).get().split(",", 64)) {
            String plain = tag.strip().replace(GzipEncoding.TAG_SUFFIX + '"', "\"");
            if (plain.equals("*") || plain.equals(etag) || plain.equals("W/" + etag)) {
                return true;
            }
        }
        return false;
    }

    /// Two check sums of different polynomials and the length: two states of one address have the same tag once
    /// in 2^64 changes, and states that differ in up to four neighbouring bytes never. A tag guards nobody
    /// against anybody, so a cryptographic hash, which costs some ten times as much, is not needed.
    static String tag(byte[] bytes) {
        CRC32 first = new CRC32();
        CRC32C second = new CRC32C();
        first.update(bytes);
        second.update(bytes);
        return '"'
                + Long.toHexString(first.getValue() << 32 | second.getValue())
                + '-'
                + Integer.toHexString(bytes.length)
                + '"';
    }
}
