package dev.opsdeck.server.sync.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The lines of an NDJSON feed. A line that is no object is a refused row, as every line stands for itself; but a last
/// line that breaks off without a line end is a feed that was cut off. One line is in memory. One thread.
final class NdjsonRows implements Rows {

    private final Reader text;
    private final Set<String> wanted;
    private final FeedLimits limits;
    private final JsonFactory json;
    private final StringBuilder current = new StringBuilder();
    private final char[] buffer = new char[1 << 13];
    private int at;
    private int end;
    private long line;
    private boolean closed;

    NdjsonRows(Reader text, Set<String> wanted, FeedLimits limits) {
        this.text = text;
        this.wanted = wanted;
        this.limits = limits;
        // Names are not kept: a feed with ever new ones would fill the memory.
        this.json = JsonFactory.builder()
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.depth())
                        .maxStringLength(limits.fieldChars())
                        .maxNameLength(1_000)
                        .build())
                .build();
    }

    @Override
    public @Nullable RawRow next() throws IOException {
        while (readLine()) {
            String object = current.toString();
            if (!object.isBlank()) {
                return row(object);
            }
        }
        return null;
    }

    private RawRow row(String object) throws FeedFailure {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = json.createParser(object)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return RawRow.broken(line, "The line is no JSON object.");
            }
            if (!object(parser, "", fields)) {
                return RawRow.broken(line, "The line has more than " + limits.columns() + " values.");
            }
            return parser.nextToken() == null
                    ? new RawRow(line, fields)
                    : RawRow.broken(line, "The line has more than one JSON object.");
        } catch (JsonProcessingException e) {
            if (!closed) {
                throw new FeedFailure("The feed breaks off in the middle of line " + line + ": fetch it again.", e);
            }
            String where = e.getLocation() == null
                    ? ""
                    : " at column " + e.getLocation().getColumnNr();
            return RawRow.broken(line, "The line is broken JSON" + where + ".");
        } catch (IOException e) {
            throw new FeedFailure("Line " + line + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// Reads the values of the outermost object and of all inside it; of a list the first counts. False if there are
    /// too many.
    private boolean object(JsonParser parser, String outer, Map<String, String> fields) throws IOException {
        String[] names = new String[limits.depth() + 2];
        String path = outer;
        int depth = 0;
        int values = 0;
        names[0] = outer;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            switch (token) {
                case FIELD_NAME -> {
                    String name = Names.key(parser.currentName());
                    path = names[depth].isEmpty() ? name : names[depth] + "." + name;
                }
                case START_OBJECT, START_ARRAY -> names[++depth] = path;
                case END_OBJECT, END_ARRAY -> {
                    if (depth-- == 0) {
                        return true;
                    }
                    path = names[depth + 1];
                }
                case VALUE_NULL -> values++;
                default -> {
                    values++;
                    if (wanted.contains(path)) {
                        fields.putIfAbsent(path, parser.getText());
                    }
                }
            }
            if (values > limits.columns()) {
                return false;
            }
        }
        return true;
    }

    /// Puts the next line into `current`; false at the end.
    private boolean readLine() throws IOException {
        current.setLength(0);
        closed = false;
        while (true) {
            if (at == end) {
                at = 0;
                end = Math.max(0, text.read(buffer, 0, buffer.length));
                if (end == 0) {
                    line++;
                    return !current.isEmpty();
                }
            }
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            if (current.length() + at - from > limits.rowChars()) {
                throw new FeedFailure("Line " + (line + 1) + " is longer than " + limits.rowChars()
                        + " characters: it is no NDJSON.");
            }
            current.append(buffer, from, at - from);
            if (at < end) {
                at++;
                line++;
                closed = true;
                return true;
            }
        }
    }
}
