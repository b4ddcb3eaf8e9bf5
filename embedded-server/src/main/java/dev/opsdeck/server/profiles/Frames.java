package dev.opsdeck.server.profiles;

import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import org.jspecify.annotations.Nullable;

/// Names of what recordings hold, the same in every process: classes that the JVM makes at run time lose their
/// addresses. Pure functions.
final class Frames {

    private static final String OURS = "dev.opsdeck.";
    private static final Map<String, String> PRIMITIVES = Map.of(
            "B", "byte", "C", "char", "D", "double", "F", "float", "I", "int", "J", "long", "S", "short", "Z",
            "boolean");

    private Frames() {}

    /// `dev.opsdeck.server.http.Json.bytes`.
    static String method(RecordedFrame frame) {
        return type(frame.getMethod().getType().getName()) + "."
                + frame.getMethod().getName();
    }

    /// Our line that is nearest to where it happened; the innermost where none is ours.
    static String place(@Nullable RecordedStackTrace stack) {
        List<RecordedFrame> frames = stack == null ? List.of() : stack.getFrames();
        if (frames.isEmpty()) {
            return "an unknown place";
        }
        RecordedFrame frame = frames.stream()
                .filter(each -> each.getMethod().getType().getName().startsWith(OURS))
                .findFirst()
                .orElse(frames.getFirst());
        int line = frame.getLineNumber();
        return method(frame) + (line > 0 ? ":" + line : "");
    }

    /// A class as it is written in code: `byte[]` instead of `[B`.
    static String type(String name) {
        int dimensions = 0;
        while (dimensions < name.length() && name.charAt(dimensions) == '[') {
            dimensions++;
        }
        String element = name.substring(dimensions);
        if (dimensions > 0) {
            element = element.startsWith("L") && element.endsWith(";")
                    ? element.substring(1, element.length() - 1)
                    : PRIMITIVES.getOrDefault(element, element);
        }
        return withoutAddress(element) + "[]".repeat(dimensions);
    }

    /// `dev.opsdeck.Main$$Lambda/0x000079d1c0` has another number in every process.
    private static String withoutAddress(String type) {
        int at = type.indexOf("0x");
        return at > 1 && !Character.isLetterOrDigit(type.charAt(at - 1)) ? type.substring(0, at - 1) : type;
    }

    /// The kind of a thread: its name with a # for every number; virtual threads are one kind.
    static String kind(@Nullable RecordedThread thread) {
        if (thread == null) {
            return "unknown";
        }
        if (thread.isVirtual()) {
            return "virtual threads";
        }
        String name = thread.getJavaName() == null ? thread.getOSName() : thread.getJavaName();
        return name == null ? "unknown" : name.replaceAll("[0-9]+", "#");
    }
}
