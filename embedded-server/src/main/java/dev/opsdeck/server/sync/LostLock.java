package dev.opsdeck.server.sync;

/// A run that was declared dead while it was alive: nothing of it was written.
final class LostLock extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
