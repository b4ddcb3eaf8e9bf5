package dev.opsdeck.server.tracing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The header `traceparent` of W3C Trace Context: the trace that a request belongs to.
///
/// @param traceId 32 hexadecimal digits
/// @param spanId  of the caller's span, 16 hexadecimal digits
/// @param sampled whether the caller keeps its part
record TraceParent(String traceId, String spanId, boolean sampled) {

    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    /// @return null for what is no such header: the request then begins a trace of its own
    static @Nullable TraceParent parse(String header) {
        Matcher parts = FORM.matcher(header.strip());
        if (!parts.matches()
                || parts.group(1).equals("ff")
                || (parts.group(1).equals("00") && parts.group(5) != null)
                || parts.group(2).chars().allMatch(c -> c == '0')
                || parts.group(3).chars().allMatch(c -> c == '0')) {
            return null;
        }
        boolean sampled = (Integer.parseInt(parts.group(4), 16) & 1) == 1;
        return new TraceParent(parts.group(2), parts.group(3), sampled);
    }
}
