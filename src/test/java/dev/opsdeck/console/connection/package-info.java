/// Tests of connection.
@NullMarked
package dev.opsdeck.console.connection;

import org.jspecify.annotations.NullMarked;
