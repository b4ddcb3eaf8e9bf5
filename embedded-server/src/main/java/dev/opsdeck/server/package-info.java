/// The backend: wiring, settings and the command line. Features are in the packages below.
@NullMarked
package dev.opsdeck.server;

import org.jspecify.annotations.NullMarked;
