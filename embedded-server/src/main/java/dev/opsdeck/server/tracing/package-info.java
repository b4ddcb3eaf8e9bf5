/// Keeps what requests and runs spent their time on, and sends it to the tools that the user has. Knows no feature.
@NullMarked
package dev.opsdeck.server.tracing;

import org.jspecify.annotations.NullMarked;
