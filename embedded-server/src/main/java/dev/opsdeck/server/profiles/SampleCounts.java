package dev.opsdeck.server.profiles;

import dev.opsdeck.api.profiles.ProfileMethod;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import org.jspecify.annotations.Nullable;

/// Samples added up by method. Bounded: of too many methods those with the least time are forgotten. One thread.
final class SampleCounts {

    /// Methods that are told apart; twice as many may be there for a while.
    static final int MOST = 4_000;

    private static final int MOST_LINES = 64;

    private final Map<String, Count> methods = new HashMap<>();
    private final Set<String> inStack = new HashSet<>();
    private long samples;
    private long withoutStack;
    private long truncated;
    private long weight;

    /// A method's sums, as they are stored.
    ///
    /// @param line       where most of its time was
    /// @param lineWeight how much of it was there
    record Row(String method, int line, long lineWeight, long self, long total) {}

    private static final class Count {

        private final Map<Integer, Long> lines = new HashMap<>();
        private long self;
        private long total;

        void add(int line, long nanos, boolean own) {
            total += nanos;
            self += own ? nanos : 0;
            if (line > 0 && (lines.size() < MOST_LINES || lines.containsKey(line))) {
                lines.merge(line, nanos, Long::sum);
            }
        }

        Row row(String method) {
            return lines.entrySet().stream()
                    .max(Map.Entry.<Integer, Long>comparingByValue()
                            .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                    .map(line -> new Row(method, line.getKey(), line.getValue(), self, total))
                    .orElseGet(() -> new Row(method, 0, 0, self, total));
        }
    }

    /// One sample.
    ///
    /// @param stack null when none was found
    /// @param nanos time that it stands for
    void add(@Nullable RecordedStackTrace stack, long nanos) {
        samples++;
        List<RecordedFrame> frames = stack == null ? List.of() : stack.getFrames();
        if (stack == null || frames.isEmpty()) {
            withoutStack++;
            return;
        }
        if (stack.isTruncated()) {
            truncated++;
        }
        weight += nanos;
        inStack.clear();
        boolean own = true;
        for (RecordedFrame frame : frames) {
            String method = Frames.method(frame);
            // A method that calls itself is one: its innermost line counts.
            if (inStack.add(method)) {
                count(method).add(frame.getLineNumber(), nanos, own);
            }
            own = false;
        }
    }

    /// What was added up before, or elsewhere.
    void add(List<Row> rows, long moreSamples, long moreWeight) {
        samples += moreSamples;
        weight += moreWeight;
        for (Row row : rows) {
            Count count = count(row.method());
            count.self += row.self();
            count.total += row.total();
            if (row.line() > 0) {
                count.lines.merge(row.line(), row.lineWeight(), Long::sum);
            }
        }
    }

    long samples() {
        return samples;
    }

    long withoutStack() {
        return withoutStack;
    }

    long truncated() {
        return truncated;
    }

    /// Nanoseconds that the samples with a stack stand for.
    long weight() {
        return weight;
    }

    /// The largest by own and the largest by total time, so many of each; most own time first.
    List<Row> rows(int most) {
        Map<String, Row> rows = new LinkedHashMap<>();
        Stream.concat(largest(Row::self, most), largest(Row::total, most)).forEach(row -> rows.put(row.method(), row));
        return rows.values().stream()
                .sorted(Comparator.comparingLong(Row::self)
                        .thenComparingLong(Row::total)
                        .reversed()
                        .thenComparing(Row::method))
                .toList();
    }

    /// As [#rows], in shares.
    List<ProfileMethod> shares(int most) {
        double whole = Math.max(1, weight);
        return rows(most).stream()
                .map(row -> new ProfileMethod(row.method(), row.line(), row.self() / whole, row.total() / whole))
                .toList();
    }

    private Stream<Row> largest(ToLongFunction<Row> by, int most) {
        return methods.entrySet().stream()
                .map(entry -> entry.getValue().row(entry.getKey()))
                .filter(row -> by.applyAsLong(row) > 0)
                .sorted(Comparator.comparingLong(by).reversed().thenComparing(Row::method))
                .limit(most);
    }

    private Count count(String method) {
        Count known = methods.get(method);
        if (known == null) {
            if (methods.size() >= 2 * MOST) {
                forgetTheLeast();
            }
            known = new Count();
            methods.put(method, known);
        }
        return known;
    }

    private void forgetTheLeast() {
        Set<String> kept = new HashSet<>();
        largest(Row::total, MOST).forEach(row -> kept.add(row.method()));
        methods.keySet().retainAll(kept);
    }
}
