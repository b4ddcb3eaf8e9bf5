package dev.opsdeck.server.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `///` comment of a type of the contract, read from its source, which lies beside its class. So the document says
/// what the code says.
///
/// @param summary    the text before the first `@param`
/// @param components the `@param` texts by component
record ContractText(String summary, Map<String, String> components) {

    private static final ContractText NONE = new ContractText("", Map.of());
    private static final Pattern PARAM = Pattern.compile("@param\\s+(\\w+)\\s*(.*)");
    private static final Pattern LINK = Pattern.compile("\\[[\\w.]*?#?([A-Za-z0-9_]+)](\\([^)]*\\))?");

    ContractText {
        components = Map.copyOf(components);
    }

    /// What its source says of a type; nothing when there is no source.
    static ContractText of(Class<?> type) {
        Class<?> file = type;
        while (file.getEnclosingClass() != null) {
            file = file.getEnclosingClass();
        }
        try (InputStream source = file.getResourceAsStream(file.getSimpleName() + ".java")) {
            if (source == null) {
                return NONE;
            }
            List<String> lines = new String(source.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return parse(comment(lines, type.getSimpleName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The comment lines above the declaration, annotations skipped.
    private static List<String> comment(List<String> lines, String name) {
        Pattern declaration =
                Pattern.compile("^\\s*(public |sealed |static )*(record|enum|interface|class) " + name + "\\b.*");
        int at = 0;
        while (at < lines.size() && !declaration.matcher(lines.get(at)).matches()) {
            at++;
        }
        List<String> comment = new ArrayList<>();
        for (int i = Math.min(at, lines.size()) - 1; i >= 0; i--) {
            String line = lines.get(i).strip();
            if (line.startsWith("///")) {
                comment.addFirst(line.substring(3).strip());
            } else if (!line.startsWith("@")) {
                break;
            }
        }
        return comment;
    }

    private static ContractText parse(List<String> comment) {
        StringBuilder summary = new StringBuilder();
        Map<String, StringBuilder> components = new HashMap<>();
        StringBuilder current = summary;
        for (String line : comment) {
            Matcher param = PARAM.matcher(line);
            String text = line;
            if (param.matches()) {
                current = components.computeIfAbsent(param.group(1), name -> new StringBuilder());
                text = param.group(2);
            }
            current.append(current.isEmpty() || text.isEmpty() ? "" : " ").append(text);
        }
        Map<String, String> texts = new HashMap<>();
        components.forEach((name, text) -> texts.put(name, plain(text.toString())));
        return new ContractText(plain(summary.toString()), texts);
    }

    /// Links to code become its name.
    private static String plain(String text) {
        return LINK.matcher(text).replaceAll("`$1`").strip();
    }
}
