/// Audits: reports of a week, month or quarter, and what persons did with them.
@NullMarked
package dev.opsdeck.api.audits;

import org.jspecify.annotations.NullMarked;
