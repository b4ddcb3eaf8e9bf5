/// The Settings page and the dialog of a server.
@NullMarked
package dev.opsdeck.console.settings;

import org.jspecify.annotations.NullMarked;
