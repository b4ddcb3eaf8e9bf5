package dev.opsdeck.server.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SchemaH2Test extends SchemaSuite {

    private static final Pattern STEP = Pattern.compile("V(\\d+)__.*\\.sql");

    @Override
    DatabaseSettings make() {
        return TestDatabases.h2Settings();
    }

    @ParameterizedTest
    @EnumSource
    void theNewestStepIsTheNewestFile(Dialect dialect) throws IOException {
        int newest = 0;
        for (String place : Schema.places(dialect)) {
            Path folder = Path.of("src/main/resources", place.replace("classpath:", ""));
            try (Stream<Path> files = Files.list(folder)) {
                newest = Math.max(
                        newest,
                        files.map(SchemaH2Test::step)
                                .max(Comparator.naturalOrder())
                                .orElseThrow());
            }
        }
        assertThat(Schema.newest(dialect)).isEqualTo(newest);
    }

    private static int step(Path file) {
        Matcher matcher = STEP.matcher(String.valueOf(file.getFileName()));
        assertThat(matcher.matches()).as("%s", file).isTrue();
        return Integer.parseInt(matcher.group(1));
    }
}
