/// The load generator. It runs in a process of its own, so that it shares no heap and no garbage collector with what it
/// measures, and therefore knows nothing of the server: only the plan it reads and the seconds it writes.
@NullMarked
package dev.opsdeck.server.loadrun.engine;

import org.jspecify.annotations.NullMarked;
