/// The stored seconds: written in batches, rolled up exactly, and read back reduced without hiding a peak.
@NullMarked
package dev.opsdeck.server.history;

import org.jspecify.annotations.NullMarked;
