package dev.opsdeck.console.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/// JSON of the contract as the console reads and writes it: unknown fields are ignored, so that a newer server can be
/// watched. Any thread.
final class Wire {

    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    <T> T read(byte[] json, TypeReference<T> type) throws IOException {
        return present(mapper.readValue(json, type));
    }

    <T> T read(String json, Class<T> type) throws IOException {
        return present(mapper.readValue(json, type));
    }

    byte[] write(Object body) {
        try {
            return mapper.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of the contract could not be written", e);
        }
    }

    private static <T> T present(T value) throws IOException {
        if (value == null) {
            throw new IOException("The answer is null");
        }
        return value;
    }
}
