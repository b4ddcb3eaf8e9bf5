package dev.opsdeck.console.tokens;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;
import dev.opsdeck.console.connection.TokenVault;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tokens in the system's keyring: Secret Service, Keychain or Credential Manager. Blocking, and the system may ask the
/// user meanwhile; background threads only.
final class KeyringVault implements TokenVault {

    private static final Logger LOG = LoggerFactory.getLogger(KeyringVault.class);
    private static final String SERVICE = "Opsdeck";

    private final Keyring keyring;

    private KeyringVault(Keyring keyring) {
        this.keyring = keyring;
    }

    /// Empty when this system has none. Blocking.
    static Optional<TokenVault> open() {
        try {
            return Optional.of(new KeyringVault(Keyring.create()));
        } catch (BackendNotSupportedException | RuntimeException | LinkageError e) {
            // A missing library of the system shows as any of them.
            LOG.debug("No keyring", e);
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> read(String serverId) {
        try {
            return Optional.of(keyring.getPassword(SERVICE, serverId));
        } catch (PasswordAccessException e) {
            LOG.debug("No token in the keyring", e);
            return Optional.empty();
        }
    }

    @Override
    public void write(String serverId, String token) {
        try {
            keyring.setPassword(SERVICE, serverId, token);
        } catch (PasswordAccessException e) {
            throw Tokens.failure("This system's keyring did not take the token.", e);
        }
    }

    @Override
    public void remove(String serverId) {
        try {
            keyring.deletePassword(SERVICE, serverId);
        } catch (PasswordAccessException e) {
            LOG.debug("No token in the keyring to forget", e);
        }
    }

    @Override
    public boolean lasting() {
        return true;
    }
}
