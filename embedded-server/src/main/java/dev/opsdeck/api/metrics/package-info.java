/// How the server is: the sample of every second and the stored history.
@NullMarked
package dev.opsdeck.api.metrics;

import org.jspecify.annotations.NullMarked;
