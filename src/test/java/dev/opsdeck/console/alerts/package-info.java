@NullMarked
package dev.opsdeck.console.alerts;

import org.jspecify.annotations.NullMarked;
