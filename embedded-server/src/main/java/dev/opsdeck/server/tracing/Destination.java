package dev.opsdeck.server.tracing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A receiver of traces somewhere else. One thread calls it, which may wait for as long as [#send] takes.
interface Destination extends AutoCloseable {

    String name();

    /// Its address, without secrets.
    String target();

    /// Sends all of them.
    ///
    /// @throws Refused when it did not take them
    void send(List<Finished> batch) throws Refused;

    @Override
    void close();

    /// They were not taken.
    final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final boolean later;

        /// @param later whether it may take them later
        Refused(String sentence, boolean later, @Nullable Throwable cause) {
            super(sentence, cause);
            this.later = later;
        }

        boolean later() {
            return later;
        }

        /// Whether an HTTP status says that another attempt may do.
        static boolean later(int status) {
            return status == 408 || status == 429 || status >= 500;
        }
    }
}
