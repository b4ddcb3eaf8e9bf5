package dev.opsdeck.api.audits;

import dev.opsdeck.api.Check;

/// Ticks a point, or opens it again.
///
/// @param item its key
/// @param done false opens it again
public record AuditTick(String item, boolean done) {

    public AuditTick {
        item = Check.text("item", item, 64);
    }
}
