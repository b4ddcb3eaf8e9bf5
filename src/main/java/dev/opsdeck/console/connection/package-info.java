/// Servers and how they are reached: the embedded backend, remote ones, the calls of the contract and the live stream.
@NullMarked
package dev.opsdeck.console.connection;

import org.jspecify.annotations.NullMarked;
