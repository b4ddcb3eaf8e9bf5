package dev.opsdeck.server.spans;

import dev.opsdeck.api.traces.SpanKind;
import org.jspecify.annotations.Nullable;

/// One stretch of time in a [Recording], and a link to the one that was begun before it. Written by the recording's
/// thread; read by others when the recording has ended. Times are those of `System.nanoTime`.
public final class Span {

    private final SpanKind kind;
    private final String name;
    private final @Nullable Span parent;
    private final @Nullable Span previous;
    private final long begin;
    private long end;
    private long rows;
    private int times = 1;
    private long busy;
    private @Nullable String detail;

    Span(SpanKind kind, String name, @Nullable Span parent, @Nullable Span previous, long begin) {
        this.kind = kind;
        this.name = name;
        this.parent = parent;
        this.previous = previous;
        this.begin = begin;
        this.end = begin;
    }

    void end(long at, long touched, @Nullable String said) {
        end = at;
        busy = at - begin;
        rows = touched;
        detail = said;
    }

    /// Stands for one more of the same.
    void repeat(long from, long at, long touched) {
        times++;
        busy += at - from;
        end = at;
        rows = rows < 0 || touched < 0 ? -1 : rows + touched;
    }

    public SpanKind kind() {
        return kind;
    }

    /// A statement, a cache's name or a part of a run.
    public String name() {
        return name;
    }

    /// Null: the recording itself.
    public @Nullable Span parent() {
        return parent;
    }

    @Nullable
    Span previous() {
        return previous;
    }

    public long begin() {
        return begin;
    }

    public long end() {
        return end;
    }

    /// Read or changed, of a statement; negative when it failed.
    public long rows() {
        return rows;
    }

    /// For how many executions it stands.
    public int times() {
        return times;
    }

    /// Nanoseconds that they took together.
    public long busy() {
        return busy;
    }

    /// The level that answered, of a cache.
    public @Nullable String detail() {
        return detail;
    }
}
