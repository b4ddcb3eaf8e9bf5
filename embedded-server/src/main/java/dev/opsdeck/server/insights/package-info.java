/// Looks at what the server already measures for patterns that cost it: a leak, a cache that nobody hits, blocked
/// carrier threads, repeated statements.
@NullMarked
package dev.opsdeck.server.insights;

import org.jspecify.annotations.NullMarked;
