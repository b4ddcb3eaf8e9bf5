/// What the threads of this process spend their CPU time on, by the JVM's flight recorder. Knows no feature.
@NullMarked
package dev.opsdeck.server.profiles;

import org.jspecify.annotations.NullMarked;
