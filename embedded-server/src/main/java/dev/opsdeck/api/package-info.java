/// The contract between backend and console: what every feature's messages share. Records only, one package a feature
/// below.
@NullMarked
package dev.opsdeck.api;

import org.jspecify.annotations.NullMarked;
