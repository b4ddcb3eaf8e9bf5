package dev.opsdeck.console.connection;

import java.util.Optional;

/// Where tokens of remote servers are. Never a file of ours. Blocking; background threads.
public interface TokenVault {

    Optional<String> read(String serverId);

    void write(String serverId, String token);

    void remove(String serverId);

    /// Whether tokens are still there after the console is closed.
    boolean lasting();

    /// What the user is told about where tokens are.
    default String sentence() {
        return lasting()
                ? "Tokens are kept in this system's keyring."
                : "Tokens are kept in memory only, never in a file: enter them again after the next start.";
    }
}
