/// Audits: the weekly, monthly and quarterly reports that write themselves, and what persons did with them.
@NullMarked
package dev.opsdeck.server.audits;

import org.jspecify.annotations.NullMarked;
