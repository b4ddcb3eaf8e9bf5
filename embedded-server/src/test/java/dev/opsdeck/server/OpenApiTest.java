package dev.opsdeck.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.http.RouteTable;
import dev.opsdeck.server.openapi.Document;
import io.helidon.webserver.http.HttpRouting;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The OpenAPI document against the server that it describes.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpenApiTest {

    /// One documented operation.
    ///
    /// @param node its part of the document
    record Operation(String method, String path, JsonNode node) {

        String level() {
            if (!node.has("security")) {
                return "public";
            }
            return node.get("description").asText().contains("operator") ? "operator" : "viewer";
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static final ObjectNode DOCUMENT = Document.of(new Json(), "test");
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    @SuppressWarnings("NullAway.Init")
    private SeededServer server;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        server = new SeededServer(data);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    static List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        DOCUMENT.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.add(new Operation(
                                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()))));
        return operations;
    }

    static Stream<Operation> reads() {
        return operations().stream().filter(operation -> operation.method().equals("GET"));
    }

    @Test
    void everyRouteIsInTheDocumentAndNothingElse(@TempDir Path data) {
        Set<String> served;
        try (ServerContext context = new ServerContext(SeededServer.settings(data))) {
            served = context.routing(HttpRouting.builder()).stream()
                    .map(RouteTable.Route::toString)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        Set<String> documented = operations().stream()
                .map(operation -> new RouteTable.Route(operation.method(), operation.path()).toString())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented)
                .as("Each route needs one entry in server.openapi.CatalogueOperations or OpsOperations, such as"
                        + " get(\"/ops/things\", VIEWER, \"What it tells.\").answers(200, Thing.class), and each entry"
                        + " its route")
                .isEqualTo(served);
    }

    @Test
    void everyExampleIsValid() {
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (JsonNode media : DOCUMENT.findParents("example")) {
            seen++;
            for (ValidationMessage message :
                    schema(media.get("schema"), DOCUMENT).validate(media.get("example"))) {
                wrong.add(media.get("schema") + ": " + message);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(seen).isGreaterThan(40);
    }

    @Test
    void theContractsOwnWordsDescribeIt() {
        JsonNode product = DOCUMENT.get("components").get("schemas").get("Product");
        assertThat(product.get("description").asText()).startsWith("A product of the catalogue as it is read.");
        assertThat(product.get("properties")
                        .get("trendScore")
                        .get("description")
                        .asText())
                .startsWith("views of the last 7 days");
    }

    @ParameterizedTest
    @MethodSource("reads")
    void everyReadAnswersAsItsSchemaSays(Operation read) throws Exception {
        JsonNode content = read.node().get("responses").get("200").get("content");
        String type = content.fieldNames().next();
        if (type.equals("text/event-stream")) {
            return; // endless: StreamRoutesTest
        }
        HttpResponse<byte[]> answer = server.get(query(read), "Authorization", "Bearer " + SeededServer.OPERATOR);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
        if (type.equals("application/json")) {
            ObjectNode closed = DOCUMENT.deepCopy();
            closed.findParents("properties")
                    .forEach(object -> ((ObjectNode) object).put("additionalProperties", false));
            JsonNode body = server.json.mapper().readTree(answer.body());
            assertThat(schema(content.get(type).get("schema"), closed).validate(body))
                    .as(body.toString())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theLevelIsAsDocumented(Operation operation) throws Exception {
        if (operation.path().equals("/metrics") || operation.path().equals("/ops/live")) {
            return; // free from this machine; endless
        }
        int nobody = server.send(operation.method(), server.real(operation.path()), null)
                .statusCode();
        int viewer = server.send(
                        operation.method(),
                        server.real(operation.path()),
                        null,
                        "Authorization",
                        "Bearer " + SeededServer.VIEWER)
                .statusCode();
        switch (operation.level()) {
            case "public" -> assertThat(nobody).isNotIn(401, 403);
            case "viewer" -> {
                assertThat(nobody).isEqualTo(401);
                assertThat(viewer).isNotIn(401, 403);
            }
            default -> {
                assertThat(nobody).isEqualTo(401);
                assertThat(viewer).isEqualTo(403);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("reads")
    void everyParameterIsTakenWithinItsBoundsAndRefusedOutsideOfThem(Operation read) throws Exception {
        for (JsonNode parameter : read.node().path("parameters")) {
            String name = parameter.get("name").asText();
            // What must be there is in the address already.
            if (!parameter.get("in").asText().equals("query")
                    || parameter.get("required").asBoolean()) {
                continue;
            }
            for (String good : taken(parameter.get("schema"))) {
                assertThat(answer(read, name, good)).as("%s=%s", name, good).isEqualTo("200");
            }
            for (String bad : refused(parameter.get("schema"))) {
                assertThat(answer(read, name, bad)).as("%s=%s", name, bad).isEqualTo("400 " + name);
            }
        }
    }

    private static List<String> taken(JsonNode schema) {
        if (schema.has("minimum")) {
            // An offset of two billion is allowed and finds nothing.
            return List.of(schema.get("minimum").asText(), schema.get("maximum").asText());
        }
        if (schema.has("enum")) {
            return StreamSupport.stream(schema.get("enum").spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
        }
        if (schema.has("pattern")) {
            return List.of("1d", "365d");
        }
        return List.of();
    }

    private static List<String> refused(JsonNode schema) {
        if (schema.has("minimum")) {
            long least = schema.get("minimum").asLong();
            long most = schema.get("maximum").asLong();
            return List.of(Long.toString(least - 1), Long.toString(most + 1), "x", "1.5");
        }
        if (schema.has("pattern")) {
            return List.of("0d", "366d", "d", "30");
        }
        if (schema.has("maxLength")) {
            return List.of("x".repeat(schema.get("maxLength").asInt() + 1));
        }
        return List.of("no such word");
    }

    /// The status, and of a refusal the field.
    private String answer(Operation read, String name, String value) throws Exception {
        String address = query(read);
        String separator = address.contains("?") ? "&" : "?";
        HttpResponse<byte[]> answer = server.get(
                address + separator + name + "=" + value.replace(" ", "%20"),
                "Authorization",
                "Bearer " + SeededServer.OPERATOR);
        return answer.statusCode() == 200
                ? "200"
                : answer.statusCode() + " "
                        + server.json
                                .mapper()
                                .readTree(answer.body())
                                .path("field")
                                .asText();
    }

    /// A real path with the parameters that must be there.
    private String query(Operation read) {
        String path = server.real(read.path());
        return switch (path) {
            case "/ops/history" -> path + "?metric=users.active";
            case "/ops/load-runs/compare" -> path + "?a=1&b=1";
            default -> path;
        };
    }

    private static JsonSchema schema(JsonNode schema, ObjectNode document) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.get("components"));
        return FACTORY.getSchema(whole);
    }
}
