/// Load runs: the order, the engine's plan and seconds, the result.
@NullMarked
package dev.opsdeck.api.loadruns;

import org.jspecify.annotations.NullMarked;
