package dev.opsdeck.server.loadrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opsdeck.api.InvalidField;
import dev.opsdeck.api.loadruns.LoadCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScenarioFileTest {

    @Test
    void everythingThatCanBeSaidIsRead() {
        Scenario scenario = ScenarioFile.parse("""
                name: browse and change
                calls:
                  - name: list
                    path: /products?limit=20
                    weight: 3
                    headers: { Accept-Language: de }
                    check: { status: [200, 404], body: '"data"' }
                  - method: PATCH
                    path: /products/{productId}
                    body: '{"title": "{productId} is new"}'
                    check:
                      status: 200
                """);

        assertThat(scenario.name()).isEqualTo("browse and change");
        assertThat(scenario.calls())
                .containsExactly(
                        new LoadCall(
                                "list",
                                "GET",
                                "/products?limit=20",
                                3,
                                Map.of("Accept-Language", "de"),
                                null,
                                List.of(200, 404),
                                "\"data\""),
                        new LoadCall(
                                "PATCH /products/{productId}",
                                "PATCH",
                                "/products/{productId}",
                                1,
                                Map.of(),
                                "{\"title\": \"{productId} is new\"}",
                                List.of(200),
                                null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            path: products               | Line 3: 'path' must begin with /
            path: /a b                   | Line 3: 'path' must begin with / and have no blanks
            path: /p/{id}                | Line 3: 'path' has a placeholder that is not known
            weight: 1                    | Line 3: 'calls' needs 'path'
            {path: /, weight: 0}         | Line 3: 'weight' must be a number from 0.001 to 1000
            {path: /, weight: NaN}       | Line 3: 'weight' must be a number
            {path: /, method: get}       | Line 3: 'method' must be one of DELETE, GET
            {path: /, methods: GET}      | Line 3: 'methods' is not known here
            {path: /, headers: {Host: x}} | Line 3: 'Host' is sent by the generator itself
            {path: /, headers: {A b: x}} | Line 3: 'A b' is no name of a header
            {path: /, headers: {A: "x\\r\\nB: y"}} | Line 3: 'A' must be one line of plain letters
            {path: /, check: {status: 99}} | Line 3: 'status' must be a number from 100 to 599
            {path: /, check: {body: ''}} | Line 3: 'body' is empty
            {path: /, path: /}           | Line 3: 'path' is there twice
            [1]                          | Line 3: 'calls' must have fields
            {path: [1]}                  | Line 3: 'path' must be a text
            {path: /                     | The scenario is no YAML: see line
            """)
    void whatIsWrongIsSaidWithItsLineAndField(String call, String sentence) {
        assertThatThrownBy(() -> ScenarioFile.parse("name: x\ncalls:\n  - " + call.strip() + "\n"))
                .isInstanceOf(InvalidField.class)
                .hasMessageStartingWith(sentence.strip())
                .extracting(thrown -> ((InvalidField) thrown).field())
                .isEqualTo("scenario");
    }

    @Test
    void aFileThatIsNoScenarioIsRefusedHoweverItIsMade() {
        assertThatThrownBy(() -> ScenarioFile.parse("")).hasMessageContaining("is empty");
        assertThatThrownBy(() -> ScenarioFile.parse("just text")).hasMessageContaining("must have fields");
        assertThatThrownBy(() -> ScenarioFile.parse("name: x")).hasMessageContaining("needs 'calls'");
        assertThatThrownBy(() -> ScenarioFile.parse("name: x\ncalls: []")).hasMessageContaining("from 1 to 20 items");
        assertThatThrownBy(() -> ScenarioFile.parse("name: x\ncalls:\n" + "  - path: /\n".repeat(2)))
                .hasMessageContaining("second call 'GET /'");
        assertThatThrownBy(() -> ScenarioFile.parse("x".repeat(70_000))).hasMessageContaining("64 KiB");
        assertThatThrownBy(() -> ScenarioFile.parse("[".repeat(500))).isInstanceOf(InvalidField.class);
        assertThatThrownBy(() -> ScenarioFile.parse("name: !!java.net.URL [\"http://x\"]\ncalls: []"))
                .isInstanceOf(InvalidField.class);
    }
}
