/// Tests of the Overview page.
@NullMarked
package dev.opsdeck.console.overview;

import org.jspecify.annotations.NullMarked;
