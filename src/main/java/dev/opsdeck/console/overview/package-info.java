/// The Overview page: is it healthy, since when not, what changed.
@NullMarked
package dev.opsdeck.console.overview;

import org.jspecify.annotations.NullMarked;
