package dev.opsdeck.server.analytics;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.opsdeck.api.analytics.AnalyticsEvent;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/// Reads a batch of events off a stream, one after the other, without holding its text: a JSON array, or one JSON
/// object a line (NDJSON). An event that is wrong is reported and the next one is read; an array whose JSON is broken
/// is refused whole, as nobody can say where its next event begins.
final class EventReader {

    private final ObjectReader events;
    private final ObjectReader lines;

    EventReader(Json json) {
        // Of an array only one event is read at a time: what follows it is not trailing text.
        this.events =
                json.mapper().readerFor(AnalyticsEvent.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        this.lines = events.with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /// Takes what the reader finds; both with the place in the batch, from 0.
    interface Batch {

        void event(int index, AnalyticsEvent event);

        void refused(int index, String reason);
    }

    /// @param lines whether the sender says that it is NDJSON; otherwise the first character tells
    /// @throws ApiException 400 if an array is broken JSON
    void read(InputStream body, boolean lines, Batch batch) throws IOException {
        BufferedInputStream in = new BufferedInputStream(body, 1 << 16);
        int first = firstCharacter(in);
        if (first < 0) {
            throw ApiException.badRequest(
                    null, "The request has no events: send a JSON array, or one JSON object a line.");
        }
        if (!lines && first == '[') {
            array(in, batch);
        } else {
            lines(in, batch);
        }
    }

    private void array(InputStream in, Batch batch) throws IOException {
        try (JsonParser parser = events.createParser(in)) {
            parser.nextToken();
            JsonStreamContext level = parser.getParsingContext();
            for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
                one(parser, index, batch);
                // After a wrong event the parser stands somewhere inside it. A text that ends here throws.
                while (!parser.getParsingContext().equals(level)) {
                    parser.nextToken();
                }
            }
            if (parser.nextToken() != null) {
                throw ApiException.badRequest(null, "There is more after the array of events: send one array.");
            }
        } catch (JsonProcessingException e) {
            throw refusal(e);
        }
    }

    private void one(JsonParser parser, int index, Batch batch) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            batch.refused(index, "An event must be a JSON object.");
            return;
        }
        try {
            batch.event(index, events.readValue(parser));
        } catch (JsonMappingException e) {
            if (fatal(e)) {
                throw e;
            }
            batch.refused(index, sentence(e));
        }
    }

    private void lines(InputStream in, Batch batch) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        ObjIntConsumer<byte[]> read = (bytes, index) -> line(bytes, index, batch);
        int index = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                index = take(line, index, read);
            } else {
                line.write(b);
            }
        }
        take(line, index, read);
    }

    /// Blank lines do not count.
    private static int take(ByteArrayOutputStream line, int index, ObjIntConsumer<byte[]> read) {
        byte[] bytes = line.toByteArray();
        line.reset();
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                read.accept(bytes, index);
                return index + 1;
            }
        }
        return index;
    }

    private void line(byte[] bytes, int index, Batch batch) {
        try {
            AnalyticsEvent event = lines.readValue(bytes);
            if (event == null) {
                batch.refused(index, "An event must be a JSON object.");
            } else {
                batch.event(index, event);
            }
        } catch (IOException e) {
            batch.refused(index, sentence(e));
        }
    }

    private static int firstCharacter(BufferedInputStream in) throws IOException {
        while (true) {
            in.mark(1);
            int b = in.read();
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                in.reset();
                return b;
            }
        }
    }

    /// Broken JSON, or a body that is too large or ends early, met in the middle of an event.
    private static boolean fatal(JsonMappingException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ApiException
                    || (cause instanceof IOException && !(cause instanceof JsonMappingException))) {
                return true;
            }
        }
        return false;
    }

    private static RuntimeException refusal(JsonProcessingException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApiException api) {
                return api;
            }
        }
        return Json.refusal(e);
    }

    private static String sentence(IOException e) {
        @Nullable String message = Json.refusal(e).getMessage();
        return message == null ? "This event cannot be read." : message;
    }
}
