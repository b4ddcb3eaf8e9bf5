package dev.opsdeck.server.openapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opsdeck.server.http.Params;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// JSON schemas (2020-12) of the records and enums of the contract, by reflection, in the way that the server's
/// JSON is written: camelCase, no nulls, ISO-8601 times, plain numbers. Used by one thread.
final class Schemas {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String TYPE = "type";

    private final Map<String, ObjectNode> components = new TreeMap<>();
    private final Map<String, Object> owners = new HashMap<>();

    /// The named schemas made so far, by name.
    ObjectNode components() {
        ObjectNode all = NODES.objectNode();
        components.forEach(all::set);
        return all;
    }

    /// A schema of a type: a reference to a component, or the schema itself when it is a simple one.
    ObjectNode of(Type type) {
        return of(type, Map.of());
    }

    private ObjectNode of(Type type, Map<TypeVariable<?>, Type> bound) {
        if (type instanceof TypeVariable<?> variable) {
            Type actual = bound.get(variable);
            if (actual == null) {
                throw new IllegalArgumentException("nothing is known of " + variable);
            }
            return of(actual, bound);
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            return ofGeneric(generic, raw, bound);
        }
        if (type instanceof Class<?> plain) {
            return plain.isEnum() || plain.isRecord() || plain.isSealed()
                    ? component(plain, plain, Map.of())
                    : simple(plain);
        }
        throw new IllegalArgumentException("the contract has no such type: " + type);
    }

    private ObjectNode ofGeneric(ParameterizedType generic, Class<?> raw, Map<TypeVariable<?>, Type> bound) {
        Type[] arguments = generic.getActualTypeArguments();
        if (Collection.class.isAssignableFrom(raw)) {
            return typed("array").set("items", of(arguments[0], bound));
        }
        if (Map.class.isAssignableFrom(raw)) {
            return typed("object").set("additionalProperties", of(arguments[1], bound));
        }
        Map<TypeVariable<?>, Type> inner = new HashMap<>(bound);
        for (int i = 0; i < arguments.length; i++) {
            inner.put(raw.getTypeParameters()[i], arguments[i]);
        }
        return component(raw, generic, inner);
    }

    private static ObjectNode simple(Class<?> type) {
        if (type == long.class || type == Long.class) {
            return typed("integer").put("format", "int64");
        }
        if (type == int.class || type == Integer.class) {
            return typed("integer").put("format", "int32");
        }
        if (type == double.class || type == Double.class || type == BigDecimal.class) {
            return typed("number");
        }
        if (type == boolean.class || type == Boolean.class) {
            return typed("boolean");
        }
        if (type == Instant.class) {
            return typed("string").put("format", "date-time");
        }
        if (type == LocalDate.class) {
            return typed("string").put("format", "date");
        }
        if (type == LocalTime.class) {
            return typed("string").put("format", "time");
        }
        if (type == String.class) {
            return typed("string");
        }
        throw new IllegalArgumentException("the contract has no such type: " + type);
    }

    private ObjectNode component(Class<?> raw, Type type, Map<TypeVariable<?>, Type> bound) {
        String name = name(raw, type);
        Object owner = owners.putIfAbsent(name, type);
        if (owner == null) {
            components.put(name, NODES.objectNode()); // a record may contain itself
            components.put(name, described(raw, bound));
        } else if (!owner.equals(type)) {
            throw new IllegalStateException("two types of the contract are called " + name);
        }
        return NODES.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    private static String name(Class<?> raw, Type type) {
        String own = raw.getEnclosingClass() == null
                ? raw.getSimpleName()
                : raw.getEnclosingClass().getSimpleName() + raw.getSimpleName();
        if (!(type instanceof ParameterizedType generic)) {
            return own;
        }
        StringBuilder name = new StringBuilder(own).append("Of");
        for (Type argument : generic.getActualTypeArguments()) {
            name.append(argument instanceof Class<?> plain ? name(plain, plain) : argument.getTypeName());
        }
        return name.toString();
    }

    private ObjectNode described(Class<?> raw, Map<TypeVariable<?>, Type> bound) {
        ContractText text = ContractText.of(raw);
        ObjectNode schema = raw.isEnum()
                ? words(raw)
                : isText(raw) ? typed("string") : raw.isRecord() ? record(raw, bound, text) : choice(raw);
        if (!text.summary().isEmpty()) {
            schema.put("description", text.summary());
        }
        return schema;
    }

    /// A record that is written as a text.
    private static boolean isText(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods()).anyMatch(method -> method.isAnnotationPresent(JsonValue.class));
    }

    private static ObjectNode words(Class<?> type) {
        ObjectNode schema = typed("string");
        ArrayNode words = schema.putArray("enum");
        for (Object constant : type.getEnumConstants()) {
            words.add(Params.word((Enum<?>) constant));
        }
        return schema;
    }

    private ObjectNode choice(Class<?> sealed) {
        ObjectNode schema = NODES.objectNode();
        ArrayNode choices = schema.putArray("oneOf");
        Arrays.stream(sealed.getPermittedSubclasses()).forEach(type -> choices.add(of(type)));
        return schema;
    }

    private ObjectNode record(Class<?> type, Map<TypeVariable<?>, Type> bound, ContractText text) {
        ObjectNode schema = typed("object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = NODES.arrayNode();
        for (RecordComponent component : type.getRecordComponents()) {
            ObjectNode property = of(component.getGenericType(), bound);
            String says = text.components().get(component.getName());
            if (says != null) {
                property.put("description", says);
            }
            String name = name(component);
            properties.set(name, property);
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(name);
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    /// As it is written in JSON, where that is no word for Java, such as `for`.
    private static String name(RecordComponent component) {
        JsonProperty other = component.getAccessor().getAnnotation(JsonProperty.class);
        return other == null ? component.getName() : other.value();
    }

    /// The schema of a JSON merge patch: every field may be there, and null where it may be removed.
    ObjectNode patchOf(Class<?> record) {
        ObjectNode properties = NODES.objectNode();
        for (RecordComponent component : record.getRecordComponents()) {
            ObjectNode property = of(component.getGenericType());
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                ObjectNode removable = NODES.objectNode();
                removable.putArray("anyOf").add(property).add(typed("null"));
                property = removable;
            }
            properties.set(component.getName(), property);
        }
        return typed("object").set("properties", properties);
    }

    static ObjectNode typed(String type) {
        return NODES.objectNode().put(TYPE, type);
    }

    /// `List<T>` and the like, which Java cannot write as a value.
    static Type generic(Class<?> raw, Type argument) {
        record Generic(Class<?> raw, List<Type> arguments) implements ParameterizedType {
            @Override
            public Type[] getActualTypeArguments() {
                return arguments.toArray(Type[]::new);
            }

            @Override
            public Type getRawType() {
                return raw;
            }

            @Override
            public @Nullable Type getOwnerType() {
                return null;
            }
        }
        return new Generic(raw, List.of(argument));
    }
}
