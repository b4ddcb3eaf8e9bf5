/// Events in, figures by day out.
@NullMarked
package dev.opsdeck.server.analytics;

import org.jspecify.annotations.NullMarked;
