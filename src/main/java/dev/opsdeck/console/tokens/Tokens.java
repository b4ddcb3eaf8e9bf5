package dev.opsdeck.console.tokens;

import dev.opsdeck.console.connection.ApiFailure;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.connection.MemoryVault;
import dev.opsdeck.console.connection.TokenVault;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The tokens where the user wants them; moves them when the user wants them elsewhere. Before anything was chosen they
/// are in the system's keyring, or in memory when there is none. Blocking, background threads only, but for [#place],
/// [#locked] and [#sentence], which any thread may ask.
public final class Tokens implements TokenVault {

    private final MemoryVault memory = new MemoryVault();
    private final PassphraseVault passphrase;
    private final Supplier<Optional<TokenVault>> openKeyring;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable TokenPlace place;
    private @Nullable TokenVault keyring;
    private boolean looked;

    /// @param chosen null when nothing was chosen yet
    /// @param file   of the tokens behind a passphrase
    public Tokens(@Nullable TokenPlace chosen, Path file, SecureRandom random) {
        this(chosen, file, Sealed.ITERATIONS, random, KeyringVault::open);
    }

    /// In memory, on a system without a keyring: for pictures and tests.
    public static Tokens inMemory(Path file) {
        return new Tokens(TokenPlace.MEMORY, file, Sealed.ITERATIONS, new SecureRandom(), Optional::empty);
    }

    Tokens(
            @Nullable TokenPlace chosen,
            Path file,
            int iterations,
            SecureRandom random,
            Supplier<Optional<TokenVault>> openKeyring) {
        this.place = chosen;
        this.passphrase = new PassphraseVault(file, iterations, random);
        this.openKeyring = openKeyring;
    }

    static ApiFailure failure(String sentence, @Nullable Exception cause) {
        Offline failure = new Offline(Reason.NO_TOKENS, "", sentence);
        return cause == null ? new ApiFailure(failure) : new ApiFailure(failure, cause);
    }

    /// Where they are; null while nothing was chosen and nobody has asked the system for a keyring.
    public @Nullable TokenPlace place() {
        return place;
    }

    /// Whether a passphrase is needed before a token can be read.
    public boolean locked() {
        return place == TokenPlace.PASSPHRASE && passphrase.locked();
    }

    /// Whether there is a file behind a passphrase already.
    public boolean passphraseSet() {
        return passphrase.exists();
    }

    /// Whether this system has a keyring.
    public boolean keyringThere() {
        return keyring().isPresent();
    }

    /// Opens what the passphrase locks.
    public void unlock(char[] words) {
        passphrase.unlock(words);
    }

    /// Moves the tokens of these servers; what is behind a passphrase must be unlocked before, on both sides.
    public void move(TokenPlace to, Collection<String> serverIds) {
        TokenVault from = vault();
        TokenVault into = vault(to);
        if (from.equals(into)) {
            place = to;
            return;
        }
        // All are there before the first is taken away here.
        for (String id : serverIds) {
            from.read(id).ifPresent(token -> into.write(id, token));
        }
        place = to;
        serverIds.forEach(from::remove);
    }

    @Override
    public Optional<String> read(String serverId) {
        return vault().read(serverId);
    }

    @Override
    public void write(String serverId, String token) {
        vault().write(serverId, token);
    }

    @Override
    public void remove(String serverId) {
        vault().remove(serverId);
    }

    @Override
    public boolean lasting() {
        return place == TokenPlace.KEYRING || place == TokenPlace.PASSPHRASE;
    }

    @Override
    public String sentence() {
        TokenPlace now = place;
        if (now == null) {
            return "Tokens are kept in this system's keyring, if it has one, or else in memory only.";
        }
        return switch (now) {
            case KEYRING -> "Tokens are kept in this system's keyring.";
            case PASSPHRASE ->
                passphrase.locked()
                        ? "Tokens are kept in a file behind your passphrase, which is locked now."
                        : "Tokens are kept in a file behind your passphrase, unlocked until Opsdeck is closed.";
            case MEMORY -> "Tokens are kept in memory only, never in a file: enter them again after the next start.";
        };
    }

    private TokenVault vault() {
        TokenPlace now = place;
        if (now == null) {
            now = keyringThere() ? TokenPlace.KEYRING : TokenPlace.MEMORY;
            place = now;
        }
        return vault(now);
    }

    private TokenVault vault(TokenPlace at) {
        return switch (at) {
            case KEYRING ->
                keyring()
                        .orElseThrow(() -> failure(
                                "This system's keyring, where the tokens are kept, cannot be opened now.", null));
            case PASSPHRASE -> passphrase;
            case MEMORY -> memory;
        };
    }

    private Optional<TokenVault> keyring() {
        opening.lock();
        try {
            if (!looked) {
                keyring = openKeyring.get().orElse(null);
                looked = true;
            }
            return Optional.ofNullable(keyring);
        } finally {
            opening.unlock();
        }
    }
}
