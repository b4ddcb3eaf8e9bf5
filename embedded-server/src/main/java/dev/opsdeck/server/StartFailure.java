package dev.opsdeck.server;

import org.jspecify.annotations.Nullable;

/// The server cannot start for a reason that the user can remove; the message says which.
public final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartFailure(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
