/// Alerts: rules evaluated once a second for every server, in a pure function; what came of it, stored and told.
@NullMarked
package dev.opsdeck.server.alerts;

import org.jspecify.annotations.NullMarked;
