/// The Audits page: reports that write themselves, what a person must still look at, and the signature.
@NullMarked
package dev.opsdeck.console.audits;

import org.jspecify.annotations.NullMarked;
