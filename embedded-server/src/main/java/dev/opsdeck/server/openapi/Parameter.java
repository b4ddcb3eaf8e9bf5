package dev.opsdeck.server.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.server.http.Params;

/// One parameter of an address, with its bounds.
///
/// @param in `query`, `path` or `header`
record Parameter(String name, String in, boolean required, ObjectNode schema, String description) {

    static Parameter limit(int fallback, int max) {
        return whole("limit", fallback, 1, max, "Most rows to answer.");
    }

    static Parameter offset() {
        return whole("offset", 0, 0, Integer.MAX_VALUE, "How many rows to skip.");
    }

    static Parameter whole(String name, int fallback, int min, int max, String description) {
        ObjectNode schema =
                Schemas.typed("integer").put("minimum", min).put("maximum", max).put("default", fallback);
        return query(name, schema, description);
    }

    static Parameter text(String name, int maxLength, String description) {
        return query(name, Schemas.typed("string").put("maxLength", maxLength), description);
    }

    static Parameter choice(String name, Class<? extends Enum<?>> type, String description) {
        ObjectNode schema = Schemas.typed("string");
        for (Enum<?> constant : type.getEnumConstants()) {
            schema.withArray("enum").add(Params.word(constant));
        }
        return query(name, schema, description);
    }

    static Parameter flag(String name, String description) {
        ObjectNode schema = Schemas.typed("string");
        schema.putArray("enum").add("true").add("false");
        return query(name, schema, description);
    }

    /// The number of something, which must be given.
    static Parameter id(String name, String description) {
        ObjectNode schema = Schemas.typed("integer").put("format", "int32").put("minimum", 1);
        return new Parameter(name, "query", true, schema, description);
    }

    static Parameter instant(String name, String description) {
        return query(name, Schemas.typed("string").put("format", "date-time"), description);
    }

    static Parameter period() {
        ObjectNode schema =
                Schemas.typed("string").put("pattern", "^[0-9]{1,3}d$").put("default", "30d");
        return query("period", schema, "How many days, from 1d to 365d; of them only those that are kept.")
                .example("30d");
    }

    static Parameter day(String name, String description) {
        return query(name, Schemas.typed("string").put("format", "date"), description)
                .example("2026-11-23");
    }

    /// The metrics of the history, repeated for more than one.
    static Parameter metrics() {
        ObjectNode schema = Schemas.typed("array").put("minItems", 1).put("maxItems", 13);
        ObjectNode items = schema.putObject("items").put("type", "string");
        for (Metric metric : Metric.values()) {
            items.withArray("enum").add(metric.key());
        }
        return new Parameter("metric", "query", true, schema, "Which metrics; may be repeated.");
    }

    static Parameter header(String name, String description) {
        return new Parameter(name, "header", false, Schemas.typed("string"), description);
    }

    /// A part of the path: a whole number when it is called `id`.
    static Parameter path(String name) {
        ObjectNode schema = name.equals("id")
                ? Schemas.typed("integer").put("format", "int64").put("minimum", 0)
                : Schemas.typed("string");
        return new Parameter(name, "path", true, schema, name.equals("id") ? "Its number." : "Its name.");
    }

    private static Parameter query(String name, ObjectNode schema, String description) {
        return new Parameter(name, "query", false, schema, description);
    }

    private Parameter example(String value) {
        schema.putArray("examples").add(value);
        return this;
    }
}
