/// Load runs: what is asked for, the engine's process, the figures and their verdict. The engine itself is in the
/// package below and knows nothing of this one.
@NullMarked
package dev.opsdeck.server.loadrun;

import org.jspecify.annotations.NullMarked;
