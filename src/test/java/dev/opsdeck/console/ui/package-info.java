/// Tests of what all pages are drawn with.
@NullMarked
package dev.opsdeck.console.ui;

import org.jspecify.annotations.NullMarked;
