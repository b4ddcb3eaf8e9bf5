package dev.opsdeck.console.requests;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.requests.QueryFigures;
import dev.opsdeck.api.requests.QueryReport;
import dev.opsdeck.api.requests.QuerySuspect;
import dev.opsdeck.api.requests.RequestEntry;
import dev.opsdeck.api.requests.RequestKind;
import dev.opsdeck.api.requests.RequestLogSettings;
import dev.opsdeck.console.connection.ApiFailure;
import dev.opsdeck.console.connection.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A server in memory: the requests and statements it is given, and the calls it got.
final class FakeRequestServer implements RequestServer {

    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    final List<RequestEntry> slow = new ArrayList<>();
    final List<RequestEntry> errors = new ArrayList<>();
    final List<QueryFigures> figures = new ArrayList<>();
    final List<QuerySuspect> suspects = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    int slowMillis = 1_000;

    @Nullable
    Failure failure;

    static RequestEntry request(long id, String url, String route, int status, double millis) {
        return new RequestEntry(
                id,
                "local",
                NOON.minusSeconds(3_000 - id),
                "GET",
                url,
                route,
                status,
                millis,
                "Mozilla/5.0 (X11; Linux x86_64)",
                false,
                null,
                null,
                0,
                null);
    }

    static QueryFigures statement(String text, long calls, double total) {
        return new QueryFigures(
                text, calls, calls * 20, 0, total, total / calls * 1.9, total / calls * 6, NOON, "/products");
    }

    @Override
    public Page<RequestEntry> requests(RequestKind kind, String route, @Nullable String after, int limit) {
        calls.add(kind + " " + route + " " + after);
        fail();
        List<RequestEntry> all = (kind == RequestKind.SLOW ? slow : errors)
                .stream()
                        .filter(entry -> entry.route().contains(route))
                        .sorted(Comparator.comparingLong(RequestEntry::id).reversed())
                        .toList();
        List<RequestEntry> page = all.stream()
                .filter(entry -> after == null || entry.id() < Long.parseLong(after.substring(0, after.indexOf('.'))))
                .limit(limit)
                .toList();
        boolean last = page.size() < limit;
        return new Page<>(page, all.size(), last ? null : page.getLast().id() + ".local");
    }

    @Override
    public RequestLogSettings settings() {
        fail();
        return new RequestLogSettings(slowMillis, 14, 20_000);
    }

    @Override
    public RequestLogSettings changeThreshold(int millis) {
        calls.add("threshold " + millis);
        fail();
        slowMillis = millis;
        return settings();
    }

    @Override
    public QueryReport queries() {
        calls.add("queries");
        fail();
        return new QueryReport(NOON.minusSeconds(3_600), figures, figures.size(), suspects);
    }

    @Override
    public void resetQueries() {
        calls.add("reset");
        fail();
        figures.clear();
        suspects.clear();
    }

    @Override
    public String url() {
        return "http://eu.example:8080";
    }

    private void fail() {
        if (failure != null) {
            throw new ApiFailure(failure);
        }
    }
}
