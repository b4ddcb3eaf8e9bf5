package dev.opsdeck.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.blackbird.BlackbirdModule;
import dev.opsdeck.api.InvalidField;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// JSON as the contract wants it: ISO-8601 instants, plain decimals, no nulls written, and strict when reading:
/// unknown and double fields, trailing text, deep nesting and endless numbers are refused. Thread-safe.
public final class Json {

    private final ObjectMapper mapper;

    public Json() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(32)
                        .maxNumberLength(64)
                        .maxStringLength(1 << 20)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .build();
        mapper = JsonMapper.builder(factory)
                .addModule(new JavaTimeModule())
                .addModule(new BlackbirdModule())
                .addModule(QuickValues.module())
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .build();
    }

    /// The mapper, for streams and trees. It must not be reconfigured.
    public ObjectMapper mapper() {
        return mapper;
    }

    /// `value` as UTF-8 JSON.
    public byte[] bytes(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads a value.
    ///
    /// @throws ApiException 400, naming the field, if it is not JSON or not of that type
    public <T> T read(byte[] json, Class<T> type) {
        try {
            T value = mapper.readValue(json, type);
            if (value == null) {
                throw ApiException.badRequest(null, "The body must be a JSON object, not null.");
            }
            return value;
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    /// What to answer when reading failed: a sentence that names the field, without a word of our classes.
    public static RuntimeException refusal(IOException e) {
        if (e.getCause() instanceof InvalidField invalid) {
            return ApiException.badRequest(field(e, invalid.field()), String.valueOf(invalid.getMessage()));
        }
        if (e instanceof JsonMappingException && e.getCause() instanceof JsonProcessingException inner) {
            return refusal(inner);
        }
        if (e instanceof UnrecognizedPropertyException unknown) {
            return ApiException.badRequest(
                    path(unknown),
                    "The field '" + cut(unknown.getPropertyName()) + "' is not known here: leave it out.");
        }
        if (e instanceof InvalidFormatException wrong) {
            return ApiException.badRequest(
                    path(wrong),
                    "'" + path(wrong) + "' has a value that does not fit: '" + cut(String.valueOf(wrong.getValue()))
                            + "'.");
        }
        if (e instanceof StreamConstraintsException) {
            return ApiException.badRequest(null, "The JSON is nested too deeply or has an endless value.");
        }
        if (e instanceof JsonParseException parse) {
            JsonLocation at = parse.getLocation();
            return ApiException.badRequest(
                    null,
                    "The body is not valid JSON: see line " + at.getLineNr() + ", column " + at.getColumnNr() + ".");
        }
        if (e instanceof JsonMappingException mapping) {
            String path = path(mapping);
            return ApiException.badRequest(
                    path,
                    path == null
                            ? "The body is not the JSON that is expected here."
                            : "'" + path + "' is not of the type that is expected.");
        }
        return new UncheckedIOException(e);
    }

    /// A field of an object within the body is named from the body's root, such as `rules[3].levels[0].for`.
    private static String field(IOException e, String field) {
        String path = e instanceof JsonMappingException mapping ? path(mapping) : null;
        if (path == null) {
            return field;
        }
        return field.isEmpty() ? path : path + "." + field;
    }

    private static @Nullable String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference part : e.getPath()) {
            if (part.getFieldName() == null) {
                path.append('[').append(part.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(part.getFieldName());
            }
        }
        return path.isEmpty() ? null : cut(path.toString());
    }

    private static String cut(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "..." : text;
    }
}
