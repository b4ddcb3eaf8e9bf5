package dev.opsdeck.console.requests;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.requests.RequestEntry;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The requests of one kind that have been read, newest first. New ones are put among the others one by one, so that
/// what is selected stays selected. JavaFX thread only.
final class RequestList {

    /// Beyond this the oldest are let go; they can be read again.
    static final int MOST = 2_000;

    private static final Comparator<RequestEntry> NEWEST_FIRST = Comparator.comparingLong(RequestEntry::id)
            .thenComparing(RequestEntry::node)
            .reversed();

    private final ObservableList<RequestEntry> rows = FXCollections.observableArrayList();
    private String route = "";
    private @Nullable String next;
    private long total;

    ObservableList<RequestEntry> rows() {
        return rows;
    }

    /// How many the server has.
    long total() {
        return total;
    }

    /// A part of the route of those that are shown; empty for all.
    String route() {
        return route;
    }

    /// Where older ones begin; null when all are here.
    @Nullable
    String next() {
        return next;
    }

    void clear() {
        rows.clear();
        next = null;
        total = 0;
    }

    /// The newest page has been read again, or for the first time of another part of the route.
    void newest(String ofRoute, Page<RequestEntry> page) {
        if (!ofRoute.equals(route)) {
            route = ofRoute;
            clear();
        }
        total = page.total();
        Set<RequestEntry> known = new HashSet<>(rows);
        List<RequestEntry> fresh =
                page.data().stream().filter(row -> !known.contains(row)).toList();
        if (rows.isEmpty()
                || page.data().isEmpty()
                || fresh.size() == page.data().size()) {
            // None in common: between them may be more that were never read.
            if (!rows.equals(page.data())) {
                rows.setAll(page.data());
            }
            next = page.next();
            return;
        }
        fresh.forEach(this::insert);
        if (rows.size() > MOST) {
            rows.remove(MOST, rows.size());
            RequestEntry last = rows.getLast();
            next = last.id() + "." + last.node();
        }
    }

    /// A page further back has been read.
    void older(Page<RequestEntry> page) {
        rows.addAll(page.data());
        next = page.next();
        total = page.total();
    }

    private void insert(RequestEntry entry) {
        int at = 0;
        while (at < rows.size() && NEWEST_FIRST.compare(rows.get(at), entry) < 0) {
            at++;
        }
        rows.add(at, entry);
    }
}
