/// Feeds into the catalogue: sources, runs, and the one transaction that makes a run visible.
@NullMarked
package dev.opsdeck.server.sync;

import org.jspecify.annotations.NullMarked;
