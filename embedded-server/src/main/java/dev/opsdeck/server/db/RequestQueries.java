package dev.opsdeck.server.db;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The statements of one request, to find those that it repeats. Only the thread of the request calls it.
final class RequestQueries {

    /// From so many executions of one statement on they are suspect, when they took longer together than
    /// [#SUSPECT_NANOS].
    static final int SUSPECT_COUNT = 5;

    static final long SUSPECT_NANOS = 50_000_000;

    /// Different statements told apart; a request has a handful.
    private static final int MAX_STATEMENTS = 64;

    /// Most requests are answered from a cache and execute nothing: they share these.
    private static final @Nullable StatementFigures[] NO_STATEMENTS = {};
    private static final int[] NO_COUNTS = {};
    private static final long[] NO_NANOS = {};
    private static final @Nullable String[] NO_LINES = {};

    private @Nullable StatementFigures[] statements = NO_STATEMENTS;
    private int[] counts = NO_COUNTS;
    private long[] nanos = NO_NANOS;
    private @Nullable String[] codeLines = NO_LINES;
    private int size;

    void executed(StatementFigures statement, long took) {
        int i = 0;
        while (i < size && statements[i] != statement) {
            i++;
        }
        if (i == size && !added(statement)) {
            return;
        }
        counts[i]++;
        nanos[i] += took;
        // A walk over the stack costs as much as a small query: once, and only where something is repeated.
        if (counts[i] == SUSPECT_COUNT + 1) {
            codeLines[i] = CodeLine.here();
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /// Told once for each statement.
    interface Visitor {

        void statement(StatementFigures statement, int count, long nanos, @Nullable String codeLine);
    }

    void forEach(Visitor visitor) {
        for (int i = 0; i < size; i++) {
            StatementFigures statement = statements[i];
            if (statement != null) {
                visitor.statement(statement, counts[i], nanos[i], codeLines[i]);
            }
        }
    }

    private boolean added(StatementFigures statement) {
        if (size == MAX_STATEMENTS) {
            return false;
        }
        if (size == statements.length) {
            int room = Math.max(4, size * 2);
            statements = Arrays.copyOf(statements, room);
            counts = Arrays.copyOf(counts, room);
            nanos = Arrays.copyOf(nanos, room);
            codeLines = Arrays.copyOf(codeLines, room);
        }
        statements[size++] = statement;
        return true;
    }
}
