/// What the server's threads spend their CPU time on.
@NullMarked
package dev.opsdeck.api.profiles;

import org.jspecify.annotations.NullMarked;
