package dev.opsdeck.console.connection;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Tokens in memory only. Any thread.
public final class MemoryVault implements TokenVault {

    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    @Override
    public Optional<String> read(String serverId) {
        return Optional.ofNullable(tokens.get(serverId));
    }

    @Override
    public void write(String serverId, String token) {
        tokens.put(serverId, token);
    }

    @Override
    public void remove(String serverId) {
        tokens.remove(serverId);
    }

    @Override
    public boolean lasting() {
        return false;
    }
}
