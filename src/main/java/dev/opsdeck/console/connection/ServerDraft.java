package dev.opsdeck.console.connection;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A remote server as the user enters it. Checked on creation; the messages are sentences for the user.
///
/// @param id          null for a new one
/// @param token       empty: as before, or none
/// @param certificate fingerprint of the one that the user approved; null: only what the system trusts
public record ServerDraft(
        @Nullable String id,
        String name,
        String address,
        String token,
        @Nullable String certificate) {

    private static final int MAX_NAME = 64;

    /// @throws IllegalArgumentException with a sentence
    public ServerDraft {
        name = name.strip();
        token = token.strip();
        String normal = HttpClients.Address.parse(address).toString();
        address = normal.substring(0, normal.length() - 1);
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("Give the server a name of at most " + MAX_NAME + " characters.");
        }
        if (!token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("The token has characters that no token has: copy it again.");
        }
    }

    /// What a server is called when the user gives no name: its host.
    public static String nameOf(String address) {
        return HttpClients.Address.parse(address).host();
    }

    ServerDraft withId(String newId) {
        return new ServerDraft(newId, name, address, token, certificate);
    }

    String idOrThrow() {
        return Objects.requireNonNull(id, "a saved server has an id");
    }

    /// Never shows the token.
    @Override
    public String toString() {
        return "ServerDraft[" + name + ", " + address + "]";
    }
}
