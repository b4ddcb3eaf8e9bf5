package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.InvalidField;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// A part of a YAML file that knows its line and its field, so that whatever is wrong with it can be said where
/// it is. Nothing of the file is made into objects: only texts, lists and maps are read. Immutable.
final class YamlPart {

    private static final String FIELD = "scenario";
    private static final int DEEPEST = 8;

    private final Node node;
    private final String name;

    private YamlPart(Node node, String name) {
        this.node = node;
        this.name = name;
    }

    static YamlPart of(String yaml, int mostBytes) {
        if (yaml.length() > mostBytes) {
            throw new InvalidField(FIELD, "The scenario is longer than " + mostBytes / 1024 + " KiB.");
        }
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(mostBytes);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(0);
        try {
            Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(yaml));
            if (root == null) {
                throw new InvalidField(FIELD, "The scenario is empty: it needs 'name' and 'calls'.");
            }
            return new YamlPart(root, FIELD);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new InvalidField(FIELD, "The scenario is no YAML: see line " + line + ", " + e.getProblem() + ".");
        } catch (YAMLException e) {
            throw new InvalidField(FIELD, "The scenario is no YAML that can be read here: " + e.getMessage());
        }
    }

    /// What to throw when this part is not as it should be.
    ///
    /// @param sentence goes on after the name of the field
    InvalidField wrong(String sentence) {
        return new InvalidField(FIELD, "Line " + (node.getStartMark().getLine() + 1) + ": '" + name + "' " + sentence);
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    /// The fields of a map, of which there are no others than these.
    Map<String, YamlPart> fields(String... known) {
        Map<String, YamlPart> fields = anyFields(known.length);
        Set<String> names = Set.of(known);
        fields.forEach((field, part) -> {
            if (!names.contains(field)) {
                throw part.wrong("is not known here: there are " + String.join(", ", known) + ".");
            }
        });
        return fields;
    }

    /// The fields of a map, whatever their names.
    Map<String, YamlPart> anyFields(int most) {
        if (!(node instanceof MappingNode map)) {
            throw wrong("must have fields, each on its line, such as path: /products.");
        }
        Map<String, YamlPart> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : map.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw wrong("has a field whose name is no text.");
            }
            YamlPart part = new YamlPart(tuple.getValueNode(), key.getValue());
            if (fields.put(key.getValue(), part) != null) {
                throw part.wrong("is there twice.");
            }
        }
        if (fields.size() > most) {
            throw wrong("has more than " + most + " fields.");
        }
        return fields;
    }

    YamlPart needed(Map<String, YamlPart> fields, String field) {
        YamlPart part = fields.get(field);
        if (part == null) {
            throw wrong("needs '" + field + "'.");
        }
        return part;
    }

    List<YamlPart> items(int least, int most) {
        if (!(node instanceof SequenceNode list)) {
            throw wrong("must be a list: begin each item with a dash.");
        }
        if (list.getValue().size() < least || list.getValue().size() > most) {
            throw wrong("must have from " + least + " to " + most + " items.");
        }
        List<YamlPart> items = new ArrayList<>();
        for (Node item : list.getValue()) {
            items.add(new YamlPart(item, name));
        }
        return items;
    }

    String text(int longest) {
        if (!(node instanceof ScalarNode scalar)) {
            throw wrong("must be a text.");
        }
        if (scalar.getValue().length() > longest) {
            throw wrong("must have at most " + longest + " characters.");
        }
        return scalar.getValue();
    }

    double number(double least, double most) {
        Double value = parsed(text(32));
        if (value == null || !(value >= least && value <= most)) {
            throw wrong(String.format(Locale.ROOT, "must be a number from %s to %s.", plain(least), plain(most)));
        }
        return value;
    }

    private static @Nullable Double parsed(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }
}
