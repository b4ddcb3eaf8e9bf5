package dev.opsdeck.server.audits;

import dev.opsdeck.api.audits.AuditKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A link of a node's chain, as it is stored.
///
/// @param seq    its place in the chain of its node, from 1
/// @param report the report that it makes or is about
/// @param from   begin of the report's period
/// @param author who did it, as far as it is known
/// @param slot   what there may be only one of; null: any number
/// @param body   JSON: the report, the tick or the signature
/// @param hash   of all of this and of the hash before it, in hex
record Entry(
        String node,
        long seq,
        long report,
        Type type,
        AuditKind kind,
        Instant from,
        Instant to,
        Instant at,
        String author,
        @Nullable String slot,
        String body,
        String hash) {

    /// What it does.
    enum Type {
        REPORT,
        TICK,
        SIGNATURE
    }

    /// The same as a link behind that hash.
    Entry behind(String before) {
        return new Entry(node, seq, report, type, kind, from, to, at, author, slot, body, Chain.hash(before, this));
    }
}
