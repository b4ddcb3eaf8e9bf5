/// Tests of shell.
@NullMarked
package dev.opsdeck.console.shell;

import org.jspecify.annotations.NullMarked;
