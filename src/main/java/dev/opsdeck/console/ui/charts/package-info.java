/// Small charts that cost next to nothing: they draw what they are given when they are given it, and never by
/// themselves. Knows no page and no server.
@NullMarked
package dev.opsdeck.console.ui.charts;

import org.jspecify.annotations.NullMarked;
