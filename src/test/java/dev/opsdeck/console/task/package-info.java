/// Tests of the background tasks, and tasks for tests.
@NullMarked
package dev.opsdeck.console.task;

import org.jspecify.annotations.NullMarked;
