package dev.opsdeck.console.store;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `console.json`. Replaced as a whole, so that it is never half-written; an unreadable one is kept aside and never
/// overwritten. Blocking; one thread at a time.
public final class SettingsFile {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final ObjectMapper mapper = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();
    private final Path file;
    private final InstantSource clock;

    public SettingsFile(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /// What was read.
    ///
    /// @param keptAside where an unreadable file was moved, or null
    public record Loaded(ConsoleSettings settings, @Nullable Path keptAside) {}

    /// Reads the file; a missing one is a first start.
    public Loaded load() throws IOException {
        if (!Files.exists(file)) {
            return new Loaded(ConsoleSettings.first(), null);
        }
        try {
            ConsoleSettings settings = mapper.readValue(Files.readAllBytes(file), ConsoleSettings.class);
            if (settings != null) {
                return new Loaded(settings, null);
            }
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            // Not JSON, or not ours: kept aside below.
        }
        Path aside = file.resolveSibling(file.getFileName() + ".broken-" + STAMP.format(clock.instant()));
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        return new Loaded(ConsoleSettings.first(), aside);
    }

    /// Replaces the file.
    public void save(ConsoleSettings settings) throws IOException {
        byte[] json = mapper.writeValueAsBytes(settings);
        WholeFile.replace(file, json, false);
    }
}
