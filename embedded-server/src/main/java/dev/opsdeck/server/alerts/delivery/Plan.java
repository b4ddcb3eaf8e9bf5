package dev.opsdeck.server.alerts.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is to be written in one transaction: messages, and what they make known. Filled by [Grouping], then only
/// read.
final class Plan {

    private final List<Draft> drafts = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private final List<Told> over = new ArrayList<>();
    private final Map<String, Optional<Instant>> groups = new LinkedHashMap<>();
    private Instant next = Instant.MAX;

    void say(Draft draft) {
        drafts.add(draft);
    }

    void told(Told row) {
        told.add(row);
    }

    void over(Told row) {
        over.add(row);
    }

    void group(String server, Optional<Instant> flushAt) {
        groups.put(server, flushAt);
    }

    void lookAgain(Instant at) {
        next = at.isBefore(next) ? at : next;
    }

    /// In the order in which they are to be delivered.
    List<Draft> drafts() {
        return drafts;
    }

    /// Rows that are new or changed.
    List<Told> told() {
        return told;
    }

    /// Rows that are not needed any more.
    List<Told> over() {
        return over;
    }

    /// When servers are next told of; empty: never.
    Map<String, Optional<Instant>> groups() {
        return groups;
    }

    /// When there will be something to do, if nothing changes until then.
    Instant next() {
        return next;
    }

    boolean isEmpty() {
        return drafts.isEmpty() && told.isEmpty() && over.isEmpty() && groups.isEmpty();
    }
}
