/// What the console keeps between two starts: its folders and one JSON file.
@NullMarked
package dev.opsdeck.console.store;

import org.jspecify.annotations.NullMarked;
