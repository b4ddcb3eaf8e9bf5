package dev.opsdeck.console.requests;

import dev.opsdeck.api.requests.QueryFigures;
import dev.opsdeck.api.requests.QueryReport;
import dev.opsdeck.api.requests.QuerySuspect;
import java.util.List;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The statements that a server told of, as far as they fit a filter. JavaFX thread only.
final class Statements {

    private final ObservableList<QueryFigures> figures = FXCollections.observableArrayList();
    private final ObservableList<QuerySuspect> suspects = FXCollections.observableArrayList();
    private @Nullable QueryReport report;
    private boolean updating;

    ObservableList<QueryFigures> figures() {
        return figures;
    }

    ObservableList<QuerySuspect> suspects() {
        return suspects;
    }

    /// What was read last; null before that.
    @Nullable
    QueryReport report() {
        return report;
    }

    /// Whether the lists change because of new figures or another filter, and not because somebody selects a row.
    boolean updating() {
        return updating;
    }

    void clear() {
        report = null;
        figures.clear();
        suspects.clear();
    }

    void take(QueryReport read) {
        report = read;
    }

    /// Shows what has that part in its text or route, in any case.
    void fit(String typed) {
        QueryReport read = report;
        if (read != null) {
            String part = typed.toLowerCase(Locale.ROOT);
            updating = true;
            set(
                    figures,
                    read.data().stream()
                            .filter(row -> fits(part, row.statement(), row.route()))
                            .toList());
            set(
                    suspects,
                    read.suspects().stream()
                            .filter(row -> fits(part, row.statement(), row.route()))
                            .toList());
            updating = false;
        }
    }

    private static boolean fits(String part, String statement, @Nullable String route) {
        return statement.toLowerCase(Locale.ROOT).contains(part)
                || (route != null && route.toLowerCase(Locale.ROOT).contains(part));
    }

    private static <T> void set(ObservableList<T> list, List<T> now) {
        if (!list.equals(now)) {
            list.setAll(now);
        }
    }
}
