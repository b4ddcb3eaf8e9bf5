package dev.opsdeck.console.connection;

/// A server of the list. Immutable but for the embedded backend's life; any thread.
public sealed interface Connection permits Embedded, Remote {

    /// Stable over starts; `local` for the embedded one.
    String id();

    /// What the user calls it.
    String name();

    /// Second line in the list.
    String subtitle();

    /// Whether actions that change or strain it must be armed first.
    boolean needsArming();

    /// Its calls, for background threads.
    ApiClient api();
}
