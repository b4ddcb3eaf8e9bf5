package dev.opsdeck.console.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.css.CssParser;
import javafx.css.Stylesheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// JavaFX only logs what it cannot read in a style sheet, and goes on without it.
class StyleSheetsTest {

    private static final Path SHEETS = Path.of("main", "resources", "dev", "opsdeck", "console");
    private static final Pattern COLOUR = Pattern.compile("-od-[a-z-]+");

    static Stream<Path> sheets() throws IOException {
        try (Stream<Path> files = Files.walk(SHEETS)) {
            return files.filter(file -> file.toString().endsWith(".css")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("sheets")
    void everySheetIsReadWithoutAnError(Path sheet) throws Exception {
        CssParser.errorsProperty().clear();
        Stylesheet read = new CssParser().parse(sheet.toUri().toURL());
        assertThat(CssParser.errorsProperty()).isEmpty();
        assertThat(read.getRules()).isNotEmpty();
    }

    @Test
    void bothThemesHaveTheSameColoursAndEveryColourThatIsUsed() throws IOException {
        var light = colours(SHEETS.resolve("ui/opsdeck-light.css"));
        assertThat(colours(SHEETS.resolve("ui/opsdeck-dark.css"))).isEqualTo(light);
        assertThat(sheets().flatMap(sheet -> colours(sheet).stream()))
                .isNotEmpty()
                .allSatisfy(used -> assertThat(light).contains(used));
    }

    private static java.util.Set<String> colours(Path sheet) {
        try {
            return COLOUR.matcher(Objects.requireNonNull(Files.readString(sheet)))
                    .results()
                    .map(java.util.regex.MatchResult::group)
                    .filter(name -> !name.equals("-od-"))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
