package dev.opsdeck.console.connection;

import org.jspecify.annotations.Nullable;

/// A standalone server somewhere.
///
/// @param address     as the user typed it, checked
/// @param certificate fingerprint of the one that the user approved; null: only what the system trusts
public record Remote(
        String id, String name, String address, @Nullable String certificate, ApiClient api) implements Connection {

    /// The address as load runs of it name it.
    public String runTarget() {
        return HttpClients.Address.parse(address).toString().replaceFirst("/+$", "");
    }

    @Override
    public String subtitle() {
        return address.replaceFirst("^https?://", "").replaceFirst("/+$", "");
    }

    @Override
    public boolean needsArming() {
        return true;
    }
}
