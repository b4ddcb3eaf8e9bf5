/// Tests of the charts and of the pure functions below them.
@NullMarked
package dev.opsdeck.console.ui.charts;

import org.jspecify.annotations.NullMarked;
