/// The Alerts page: what fires, what fired, silences, the rules with their editor, and the channels that tell people.
@NullMarked
package dev.opsdeck.console.alerts;

import org.jspecify.annotations.NullMarked;
