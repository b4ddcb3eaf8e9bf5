/// Who is there and how it is: the processes that share a database, and the health of this one.
@NullMarked
package dev.opsdeck.server.fleet;

import org.jspecify.annotations.NullMarked;
