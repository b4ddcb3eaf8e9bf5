/// Alerts: rules, what they found, silences, and what is told of remote servers.
@NullMarked
package dev.opsdeck.api.alerts;

import org.jspecify.annotations.NullMarked;
