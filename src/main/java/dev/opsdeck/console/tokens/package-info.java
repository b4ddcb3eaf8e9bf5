/// Where tokens of remote servers are kept: the system's keyring, a file behind a passphrase, or memory only.
@NullMarked
package dev.opsdeck.console.tokens;

import org.jspecify.annotations.NullMarked;
