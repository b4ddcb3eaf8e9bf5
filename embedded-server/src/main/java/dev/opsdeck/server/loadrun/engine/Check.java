package dev.opsdeck.server.loadrun.engine;

import dev.opsdeck.api.loadruns.LoadCall;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What must be so of an answer for it to be none that failed. Immutable.
final class Check {

    /// The kind under which a body is counted that lacks its text.
    static final String BODY = "check";

    private final Set<Integer> statuses;
    private final byte @Nullable [] text;

    private Check(Set<Integer> statuses, byte @Nullable [] text) {
        this.statuses = statuses;
        this.text = text;
    }

    static Check of(LoadCall call) {
        String contains = call.contains();
        return new Check(
                Set.copyOf(call.statuses()), contains == null ? null : contains.getBytes(StandardCharsets.UTF_8));
    }

    /// Looks for the text in one body; null when there is none to look for.
    @Nullable
    BodySearch search() {
        return text == null ? null : new BodySearch(text);
    }

    /// The kind of failure, or null.
    @Nullable
    String fault(int status, @Nullable BodySearch searched) {
        boolean good =
                statuses.isEmpty() ? (status >= 200 && status < 300) || status == 304 : statuses.contains(status);
        if (!good) {
            return "status " + status;
        }
        return searched == null || searched.found() ? null : BODY;
    }
}
