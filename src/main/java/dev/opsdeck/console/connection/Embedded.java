package dev.opsdeck.console.connection;

/// The backend in this process.
///
/// @param api waits for the backend's start when it is called early
public record Embedded(ApiClient api) implements Connection {

    /// Its id in settings.
    public static final String ID = "local";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String name() {
        return "This computer";
    }

    @Override
    public String subtitle() {
        return "embedded · H2";
    }

    @Override
    public boolean needsArming() {
        return false;
    }
}
