/// Tests of settings.
@NullMarked
package dev.opsdeck.console.settings;

import org.jspecify.annotations.NullMarked;
