/// The log of actions: what operators did and what the server did by itself.
@NullMarked
package dev.opsdeck.server.audit;

import org.jspecify.annotations.NullMarked;
