/// How many requests a client may make. Knows no feature.
@NullMarked
package dev.opsdeck.server.limits;

import org.jspecify.annotations.NullMarked;
