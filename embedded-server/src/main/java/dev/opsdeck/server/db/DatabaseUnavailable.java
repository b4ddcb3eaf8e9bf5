package dev.opsdeck.server.db;

import org.jspecify.annotations.Nullable;

/// The database does not answer, or all connections are in use for too long. Answered with 503; the message is
/// for the user.
public final class DatabaseUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseUnavailable(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
