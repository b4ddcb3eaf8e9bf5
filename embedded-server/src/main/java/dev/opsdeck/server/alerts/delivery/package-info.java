/// Notifications: what is told of alerts, to whom, and until it has arrived. Works from the stored alerts alone,
/// so that a process that ends at any moment loses none.
@NullMarked
package dev.opsdeck.server.alerts.delivery;

import org.jspecify.annotations.NullMarked;
