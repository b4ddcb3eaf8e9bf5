package dev.opsdeck.console.requests;

import dev.opsdeck.api.requests.QueryFigures;
import dev.opsdeck.api.requests.QuerySuspect;
import dev.opsdeck.api.requests.RequestEntry;
import dev.opsdeck.console.requests.RequestsViewModel.Tab;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Requests and statements in words. Pure functions.
final class RequestWords {

    private RequestWords() {}

    /// `1 error`, `12 errors`.
    static String count(long number, String what) {
        return Formats.count(number) + " " + what + (number == 1 ? "" : "s");
    }

    /// What stands where nothing does.
    static String empty(Content content, Tab tab, Threshold threshold) {
        if (content == Content.FAILED) {
            return "The requests could not be read.";
        }
        if (content == Content.NO_MATCH) {
            return "Nothing fits this filter.";
        }
        String within = threshold.kept().isEmpty() ? "" : " in the last " + threshold.kept();
        String from = threshold.sentence().get();
        return switch (tab) {
            case SLOW ->
                "No request was slow" + within + "." + (from.isEmpty() ? "" : " " + from + ", a request is kept here.");
            case ERRORS -> "No request failed" + within + ". What is answered with status 500 or higher is kept here.";
            case QUERIES -> "No statement has been executed since counting began.";
        };
    }

    /// To the second for what was today.
    static String moment(Instant at, Instant now, Formats formats) {
        String today = formats.moment(at, now);
        return today.length() == 5 ? formats.clockSeconds(at) : today;
    }

    static String millis(double millis) {
        return Formats.millis(millis).text();
    }

    static State state(int status) {
        return status >= 500 ? State.CRITICAL : status >= 400 ? State.WARNING : State.OK;
    }

    /// A command for a shell that sends the request again: whatever the address holds stays inside its quotes, a
    /// token is never in it.
    static String curl(String server, RequestEntry entry) {
        boolean open = entry.method().equals("GET") && !entry.url().startsWith("/ops");
        return "curl" + (entry.method().equals("GET") ? "" : " -X " + quoted(entry.method()))
                + (open ? "" : " -H \"Authorization: Bearer $OPSDECK_TOKEN\"")
                + " " + quoted(server + entry.url());
    }

    private static String quoted(String text) {
        return text.matches("[A-Z]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /// What went wrong; null when nothing was thrown.
    static @Nullable String error(RequestEntry entry) {
        if (entry.error() == null) {
            return entry.message();
        }
        return entry.message() == null ? entry.error() : entry.error() + ": " + entry.message();
    }

    /// What else came in the same second; null when nothing was left out.
    static @Nullable String leftOut(RequestEntry entry) {
        return entry.leftOut() == 0
                ? null
                : Formats.count(entry.leftOut()) + " more came in the same second and were counted, not kept.";
    }

    static String where(@Nullable String route) {
        return route == null ? "the server's own work" : route;
    }

    /// What to do about a suspect.
    static String sentence(QuerySuspect suspect) {
        return count(suspect.requests(), "request") + " to " + suspect.route() + " executed it up to "
                + Formats.count(suspect.executions()) + " times each and lost up to " + millis(suspect.lostMillis())
                + ". One statement with a join, or with a list of keys, does the same.";
    }

    static double mean(QueryFigures figures) {
        return figures.calls() == 0 ? 0 : figures.totalMillis() / figures.calls();
    }
}
