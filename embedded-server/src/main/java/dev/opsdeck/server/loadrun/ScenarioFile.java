package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An own scenario as a small YAML file:
///
/// ```yaml
/// name: browse and buy
/// calls:
///   - name: list                # how the report calls it; else method and path
///     method: GET               # GET when left out
///     path: /products?limit=20  # {productId} is drawn from the target's catalogue
///     weight: 3                 # 1 when left out
///     headers: { Accept-Language: de }
///     body: '{"id": {productId}}'
///     check: { status: [200, 404], body: '"data"' }
/// ```
///
/// Every part is bounded, and a refusal names the line and the field.
final class ScenarioFile {

    static final int MOST_BYTES = 64 << 10;

    private static final int MOST_CALLS = 20;
    private static final int MOST_HEADERS = 20;
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_BODY = 16 << 10;
    private static final double LARGEST_WEIGHT = 1_000;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");
    private static final Pattern PATH = Pattern.compile("/[\\x21-\\x7e]*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(?!productId})");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern LINE = Pattern.compile("[\\x20-\\x7e]*");

    /// Headers that the generator itself sends.
    private static final Set<String> RESERVED = Set.of(
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "accept-encoding",
            "authorization",
            "expect",
            "upgrade",
            "opsdeck-load-run");

    private final Set<String> names = new HashSet<>();

    private ScenarioFile() {}

    /// @throws dev.opsdeck.api.InvalidField naming line and field
    static Scenario parse(String yaml) {
        return new ScenarioFile().scenario(YamlPart.of(yaml, MOST_BYTES));
    }

    private Scenario scenario(YamlPart file) {
        Map<String, YamlPart> fields = file.fields("name", "calls");
        YamlPart name = file.needed(fields, "name");
        List<LoadCall> calls = new ArrayList<>();
        YamlPart list = file.needed(fields, "calls");
        for (YamlPart call : list.items(1, MOST_CALLS)) {
            calls.add(call(call));
        }
        return new Scenario(line(name, LONGEST_NAME), calls);
    }

    private LoadCall call(YamlPart part) {
        Map<String, YamlPart> fields = part.fields("name", "method", "path", "weight", "headers", "body", "check");
        YamlPart methodPart = fields.get("method");
        String method = methodPart == null ? "GET" : methodPart.text(LONGEST_NAME);
        if (methodPart != null && !METHODS.contains(method)) {
            throw methodPart.wrong("must be one of "
                    + String.join(", ", METHODS.stream().sorted().toList()) + ".");
        }
        String path = path(part.needed(fields, "path"));
        YamlPart namePart = fields.get("name");
        String unnamed = method + " " + path;
        String name = namePart == null
                ? unnamed.substring(0, Math.min(LONGEST_NAME, unnamed.length()))
                : line(namePart, LONGEST_NAME);
        if (!names.add(name)) {
            throw (namePart == null ? part : namePart)
                    .wrong("is the second call '" + name + "': give each its own name.");
        }
        YamlPart weight = fields.get("weight");
        YamlPart headers = fields.get("headers");
        YamlPart body = fields.get("body");
        YamlPart check = fields.get("check");
        Map<String, YamlPart> checks = check == null ? Map.of() : check.fields("status", "body");
        return new LoadCall(
                name,
                method,
                path,
                weight == null ? 1 : weight.number(0.001, LARGEST_WEIGHT),
                headers == null ? Map.of() : headers(headers),
                body == null ? null : body.text(LONGEST_BODY),
                statuses(checks.get("status")),
                contains(checks.get("body")));
    }

    private static String path(YamlPart part) {
        String path = part.text(LONGEST_TEXT);
        if (!PATH.matcher(path).matches()) {
            throw part.wrong("must begin with / and have no blanks: write them as %20.");
        }
        if (PLACEHOLDER.matcher(path).find()) {
            throw part.wrong("has a placeholder that is not known: there is {productId}.");
        }
        return path;
    }

    private static Map<String, String> headers(YamlPart part) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, YamlPart> header : part.anyFields(MOST_HEADERS).entrySet()) {
            String name = header.getKey();
            if (!HEADER.matcher(name).matches()) {
                throw header.getValue().wrong("is no name of a header.");
            }
            if (RESERVED.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                throw header.getValue().wrong("is sent by the generator itself: leave it out.");
            }
            headers.put(name, line(header.getValue(), LONGEST_TEXT));
        }
        return headers;
    }

    private static List<Integer> statuses(@Nullable YamlPart part) {
        if (part == null) {
            return List.of();
        }
        List<YamlPart> items = part.isList() ? part.items(1, MOST_CALLS) : List.of(part);
        return items.stream().map(item -> (int) item.number(100, 599)).toList();
    }

    private static @Nullable String contains(@Nullable YamlPart part) {
        if (part == null) {
            return null;
        }
        String text = part.text(LONGEST_TEXT);
        if (text.isEmpty()) {
            throw part.wrong("is empty: give the text that the answer must contain.");
        }
        return text;
    }

    private static String line(YamlPart part, int longest) {
        String text = part.text(longest);
        if (text.isBlank() || !LINE.matcher(text).matches()) {
            throw part.wrong("must be one line of plain letters.");
        }
        return text;
    }
}
