package dev.opsdeck.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.console.ui.Fx;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.css.CssParser;
import javafx.css.Stylesheet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// Every FXML and CSS is on the class path and is understood.
class ViewsTest {

    @ParameterizedTest
    @MethodSource("styleSheets")
    void everyStyleSheetIsUnderstood(String name) throws Exception {
        URL url = Objects.requireNonNull(ViewsTest.class.getResource(name), name);
        List<String> errors = Fx.call(() -> {
            CssParser.errorsProperty().clear();
            Stylesheet sheet = new CssParser().parse(url);
            assertThat(sheet.getRules()).isNotEmpty();
            return CssParser.errorsProperty().stream().map(Object::toString).toList();
        });
        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("views")
    void everyViewNamesAControllerWithAllItsFieldsAndMethods(String name) throws Exception {
        try (InputStream in = Objects.requireNonNull(ViewsTest.class.getResourceAsStream(name), name)) {
            Document document = DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(in);
            String controller = document.getDocumentElement().getAttribute("fx:controller");
            Class<?> type = Class.forName(controller);
            elements(document).forEach(element -> {
                String id = element.getAttribute("fx:id");
                String action = element.getAttribute("onAction");
                if (!action.isEmpty()) {
                    assertThat(Stream.of(type.getDeclaredMethods()).map(java.lang.reflect.Method::getName))
                            .contains(action.substring(1));
                }
                assertThat(id).matches("[a-zA-Z]*");
            });
        }
    }

    @Test
    void theIconAndTheSampleFeedAreThere() {
        assertThat(ViewsTest.class.getResource("assets/icon.png")).isNotNull();
        assertThat(ViewsTest.class.getResource("assets/sample-feed.xml")).isNotNull();
    }

    static List<String> styleSheets() throws Exception {
        return resources(".css");
    }

    static List<String> views() throws Exception {
        return resources(".fxml");
    }

    private static Stream<Element> elements(Document document) {
        var all = document.getElementsByTagName("*");
        return java.util.stream.IntStream.range(0, all.getLength()).mapToObj(i -> (Element) all.item(i));
    }

    private static List<String> resources(String ending) throws Exception {
        String shell = "shell/shell.fxml";
        URL known = Objects.requireNonNull(ViewsTest.class.getResource(shell), shell);
        Path classes = Path.of(known.toURI().resolve("..").normalize());
        try (Stream<Path> files = Files.walk(classes)) {
            List<String> found = files.filter(file -> file.toString().endsWith(ending))
                    .map(file -> classes.relativize(file).toString().replace('\\', '/'))
                    .toList();
            assertThat(found).isNotEmpty();
            return found;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
