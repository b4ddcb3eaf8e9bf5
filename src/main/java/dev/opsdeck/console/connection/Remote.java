package dev.opsdeck.console.connection;

/// A standalone server somewhere.
///
/// @param address as the user typed it, checked
public record Remote(String id, String name, String address, ApiClient api) implements Connection {

    @Override
    public String subtitle() {
        return address.replaceFirst("^https?://", "").replaceFirst("/+$", "");
    }

    @Override
    public boolean needsArming() {
        return true;
    }
}
