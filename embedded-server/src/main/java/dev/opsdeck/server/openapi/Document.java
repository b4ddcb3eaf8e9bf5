package dev.opsdeck.server.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opsdeck.api.Problem;
import dev.opsdeck.api.live.LiveEvent;
import dev.opsdeck.server.http.Caller.Level;
import dev.opsdeck.server.http.Json;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The OpenAPI 3.1 document. Made anew at each call; takes some ten milliseconds.
public final class Document {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern PATH_PART = Pattern.compile("\\{(\\w+)}");
    private static final String DESCRIPTION = "description";
    private static final String SCHEMA = "schema";
    private static final String EVENTS = "text/event-stream";

    private final ObjectMapper mapper;
    private final Schemas schemas = new Schemas();
    private final Map<String, String> problems = new TreeMap<>();

    private Document(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /// The whole document.
    public static ObjectNode of(Json json, String version) {
        return new Document(json.mapper()).document(version);
    }

    /// Every operation of the server. A new route gets its entry in one of these lists.
    static List<Operation> operations() {
        return Stream.of(
                        CatalogueOperations.products(),
                        CatalogueOperations.analytics(),
                        CatalogueOperations.sync(),
                        OpsOperations.health(),
                        OpsOperations.ops(),
                        OpsOperations.requests(),
                        AlertOperations.alerts(),
                        AlertOperations.rules(),
                        OpsOperations.loadRuns(),
                        OpsOperations.traces(),
                        ProfileOperations.profiles(),
                        OpsOperations.audits(),
                        OpsOperations.capacity(),
                        OpsOperations.notifications())
                .flatMap(List::stream)
                .toList();
    }

    private ObjectNode document(String version) {
        ObjectNode document = NODES.objectNode().put("openapi", "3.1.1");
        document.putObject("info")
                .put("title", "Opsdeck")
                .put("version", version)
                .put(
                        DESCRIPTION,
                        "A product catalogue with its analytics, and the operation of the server itself. Reads carry a"
                                + " strong ETag. Every error is application/problem+json (RFC 9457).");
        document.putArray("servers").addObject().put("url", "/");
        ObjectNode paths = document.putObject("paths");
        for (Operation operation : operations()) {
            ObjectNode path = paths.withObjectProperty(operation.path());
            path.set(operation.method().toLowerCase(Locale.ROOT), operation(operation));
        }
        ObjectNode components = document.putObject("components");
        ObjectNode responses = components.putObject("responses");
        problems.forEach((name, description) -> responses.set(name, problem(description)));
        components.set("schemas", schemas.components());
        components
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "http")
                .put("scheme", "bearer")
                .put(DESCRIPTION, "The token of a viewer, who may look, or of an operator, who may also change.");
        addExamples(document, new Examples((ObjectNode) components.get("schemas")));
        return document;
    }

    private ObjectNode operation(Operation operation) {
        ObjectNode node = NODES.objectNode();
        node.putArray("tags").add(tag(operation.path()));
        node.put("summary", operation.summary());
        node.put("operationId", id(operation));
        if (operation.level() != Level.PUBLIC) {
            node.put(
                    DESCRIPTION,
                    "For a token of level " + operation.level().name().toLowerCase(Locale.ROOT) + ".");
            node.putArray("security").addObject().putArray("token");
        }
        List<Parameter> parameters = parameters(operation);
        if (!parameters.isEmpty()) {
            parameters.forEach(parameter -> node.withArray("parameters").add(parameter(parameter)));
        }
        Operation.Request request = operation.request();
        if (request != null) {
            node.set("requestBody", request(request));
        }
        node.set("responses", responses(operation));
        return node;
    }

    private static List<Parameter> parameters(Operation operation) {
        List<Parameter> parameters = new ArrayList<>();
        Matcher part = PATH_PART.matcher(operation.path());
        while (part.find()) {
            parameters.add(Parameter.path(part.group(1)));
        }
        parameters.addAll(operation.parameters());
        return parameters;
    }

    private static ObjectNode parameter(Parameter parameter) {
        ObjectNode node = NODES.objectNode().put("name", parameter.name()).put("in", parameter.in());
        node.put("required", parameter.required()).put(DESCRIPTION, parameter.description());
        return node.set(SCHEMA, parameter.schema());
    }

    private ObjectNode request(Operation.Request request) {
        ObjectNode body = NODES.objectNode().put("required", request.required());
        ObjectNode media = body.putObject("content").putObject(request.mediaType());
        if (request.type() == null) {
            return body;
        }
        boolean patch = request.patch() && request.type() instanceof Class<?>;
        media.set(SCHEMA, patch ? schemas.patchOf((Class<?>) request.type()) : schemas.of(request.type()));
        media.set("example", mapper.valueToTree(request.example()));
        return body;
    }

    private ObjectNode responses(Operation operation) {
        ObjectNode responses = NODES.objectNode();
        for (Operation.Answer answer : operation.answers()) {
            ObjectNode response = responses.withObjectProperty(Integer.toString(answer.status()));
            response.put(DESCRIPTION, words(answer.status()));
            if (answer.mediaType() != null) {
                ObjectNode media = response.withObjectProperty("content").putObject(answer.mediaType());
                media.set(SCHEMA, schema(answer));
            }
        }
        if (operation.request() != null || !operation.parameters().isEmpty()) {
            refer(responses, "400", "Refused", "A parameter or a field of the body is wrong; `field` names it.");
        }
        if (operation.level() != Level.PUBLIC) {
            refer(responses, "401", "NoToken", "No token, or one that this server does not know.");
        }
        if (operation.level() == Level.OPERATOR) {
            refer(responses, "403", "OnlyLooking", "A viewer may only look.");
        }
        if (operation.path().contains("{")) {
            refer(responses, "404", "NotThere", "There is nothing of that number or name.");
        }
        if (operation.request() != null) {
            refer(responses, "413", "TooLarge", "The body is larger than this route takes.");
        }
        refer(responses, "default", "OtherProblem", "Any other error; `detail` says what to do.");
        return responses;
    }

    private ObjectNode schema(Operation.Answer answer) {
        if (answer.type() != null) {
            return schemas.of(answer.type());
        }
        if (Operation.JSON.equals(answer.mediaType())) {
            return Schemas.typed("object");
        }
        ObjectNode text = Schemas.typed("string");
        if (EVENTS.equals(answer.mediaType())) {
            text.put(DESCRIPTION, "Each event's `data` is JSON: `x-events` gives its schema by the event's name.");
            text.set("x-events", events());
        }
        return text;
    }

    /// The data of each event by its name.
    private ObjectNode events() {
        ObjectNode events = NODES.objectNode();
        for (Class<?> event : LiveEvent.class.getPermittedSubclasses()) {
            RecordComponent data = event.getRecordComponents()[0];
            try {
                events.set(String.valueOf(event.getField("NAME").get(null)), schemas.of(data.getGenericType()));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("an event has a NAME", e);
            }
        }
        return events;
    }

    private void refer(ObjectNode responses, String status, String name, String description) {
        problems.put(name, description);
        responses.putObject(status).put("$ref", "#/components/responses/" + name);
    }

    private ObjectNode problem(String description) {
        ObjectNode response = NODES.objectNode().put(DESCRIPTION, description);
        response.putObject("content").putObject("application/problem+json").set(SCHEMA, schemas.of(Problem.class));
        return response;
    }

    /// To every JSON answer, whose schemas are all there now.
    private static void addExamples(ObjectNode document, Examples examples) {
        document.findParents(SCHEMA).forEach(parent -> {
            ObjectNode media = (ObjectNode) parent;
            boolean parameter = media.has("in");
            boolean described = media.get(SCHEMA).has("$ref");
            if (!parameter && described && !media.has("example")) {
                media.set("example", examples.of(media.get(SCHEMA)));
            }
        });
    }

    private static String tag(String path) {
        String[] parts = path.split("/", -1);
        return parts[1].equals("ops") && parts.length > 2 ? parts[2] : parts[1];
    }

    private static String id(Operation operation) {
        return operation.method().toLowerCase(Locale.ROOT)
                + operation.path().replaceAll("[{}]", "").replaceAll("[/.]", "-");
    }

    private static String words(int status) {
        return switch (status) {
            case 201 -> "Made.";
            case 202 -> "Under way.";
            case 204 -> "Done.";
            case 503 -> "Not ready.";
            default -> "The answer.";
        };
    }
}
