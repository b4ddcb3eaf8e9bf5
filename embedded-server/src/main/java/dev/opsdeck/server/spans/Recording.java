package dev.opsdeck.server.spans;

import dev.opsdeck.api.traces.SpanKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one request or one run does, as it does it. Whether it is kept is decided at its end, so it must cost next to
/// nothing: one object for the recording and one for each span, linked backwards, bounded. Only the thread that it is
/// bound to writes. Times are those of `System.nanoTime`.
public final class Recording {

    /// Spans told apart; further ones are added to one of the same name.
    static final int MOST = 128;

    private static final ScopedValue<Recording> CURRENT = ScopedValue.newInstance();

    private final long begin;
    private @Nullable Span last;
    private @Nullable Span open;
    private int size;
    private long leftOut;
    private @Nullable String traceId;
    private @Nullable Map<String, String> attributes;

    /// @param begin nanoseconds
    public Recording(long begin) {
        this.begin = begin;
    }

    /// That of this thread; null when nobody records.
    public static @Nullable Recording current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /// Does the work, recorded here, on this thread.
    public void run(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }

    /// Begins a span, of which everything is a part until [#end].
    ///
    /// @return what to end; null when there are too many
    public @Nullable Span begin(SpanKind kind, String name, long at) {
        if (size == MOST) {
            leftOut++;
            return null;
        }
        Span span = new Span(kind, name, open, last, at);
        last = span;
        open = span;
        size++;
        return span;
    }

    /// @param span   of [#begin]
    /// @param detail what is to be said of it
    public void end(@Nullable Span span, long at, @Nullable String detail) {
        if (span != null) {
            span.end(at, 0, detail);
            open = span.parent();
        }
    }

    /// A span that has ended already.
    ///
    /// @param rows negative when it failed
    public void add(SpanKind kind, String name, long from, long to, long rows, @Nullable String detail) {
        if (size < MOST) {
            Span span = new Span(kind, name, open, last, from);
            span.end(to, rows, detail);
            last = span;
            size++;
            return;
        }
        Span same = last;
        while (same != null && (same.kind() != kind || !same.name().equals(name))) {
            same = same.previous();
        }
        if (same == null) {
            leftOut++;
        } else {
            same.repeat(from, to, rows);
        }
    }

    /// Says something of the whole.
    public void attribute(String name, String value) {
        Map<String, String> said = attributes;
        if (said == null) {
            said = new LinkedHashMap<>();
            attributes = said;
        }
        said.put(name, value);
    }

    /// What was said of the whole.
    public Map<String, String> attributes() {
        return attributes == null ? Map.of() : attributes;
    }

    /// It is kept under this id.
    public void keptAs(String id) {
        traceId = id;
    }

    /// Under which id it is kept; null: it is not, or that is not decided yet.
    public @Nullable String traceId() {
        return traceId;
    }

    public long begin() {
        return begin;
    }

    /// Spans that are neither here nor added to another.
    public long leftOut() {
        return leftOut;
    }

    /// In the order of their begins; a parent before its parts.
    public List<Span> spans() {
        List<Span> spans = new ArrayList<>(size);
        for (Span span = last; span != null; span = span.previous()) {
            spans.add(span);
        }
        // Spans with parts are linked when they begin, those without when they end.
        Collections.reverse(spans);
        spans.sort((a, b) -> Long.compare(a.begin() - begin, b.begin() - begin));
        return spans;
    }
}
