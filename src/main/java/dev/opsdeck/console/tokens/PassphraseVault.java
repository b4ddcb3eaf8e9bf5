package dev.opsdeck.console.tokens;

import dev.opsdeck.console.connection.TokenVault;
import dev.opsdeck.console.store.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tokens in a file that only a passphrase opens (see [Sealed]), readable by its owner alone, replaced as a whole.
/// Locked until the passphrase was given; the key then stays in memory, the passphrase does not. A file that cannot be
/// opened is never written to. Blocking; background threads, but for [#locked].
final class PassphraseVault implements TokenVault {

    private final Path file;
    private final int iterations;
    private final SecureRandom random;
    /// Held while the file is replaced, too: of two tokens stored at once none may be lost. Nobody waits for it but
    /// background threads.
    private final ReentrantLock writing = new ReentrantLock();

    private volatile @Nullable Open open;

    private record Open(Sealed.Lock lock, Map<String, String> tokens) {
        @Override
        public String toString() {
            return "Open";
        }
    }

    PassphraseVault(Path file, int iterations, SecureRandom random) {
        this.file = file;
        this.iterations = iterations;
        this.random = random;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /// Whether the passphrase is needed. Any thread.
    boolean locked() {
        return open == null;
    }

    /// Opens the file, or begins a new one when there is none.
    void unlock(char[] passphrase) {
        writing.lock();
        try {
            if (!exists()) {
                replace(new Open(Sealed.lock(passphrase, iterations, random), Map.of()));
                return;
            }
            byte[] bytes = Files.readAllBytes(file);
            Sealed.Lock lock = Sealed.lockOf(bytes, passphrase);
            open = new Open(lock, Sealed.open(bytes, lock));
        } catch (Sealed.WrongPassphrase e) {
            throw Tokens.failure(
                    "This is not the passphrase of the stored tokens, or the head of their file is damaged. Nothing was changed: try again.",
                    e);
        } catch (Sealed.Damaged e) {
            throw Tokens.failure(
                    "The file of tokens " + file + " is damaged: " + e.getMessage()
                            + ". Nothing was changed: bring back a copy of it, or move it away and enter the tokens"
                            + " again.",
                    e);
        } catch (IOException e) {
            throw Tokens.failure("The file of tokens " + file + " cannot be read: " + e.getMessage() + ".", e);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public Optional<String> read(String serverId) {
        return Optional.ofNullable(opened().tokens().get(serverId));
    }

    @Override
    public void write(String serverId, String token) {
        change(tokens -> tokens.put(serverId, token));
    }

    @Override
    public void remove(String serverId) {
        change(tokens -> tokens.remove(serverId));
    }

    @Override
    public boolean lasting() {
        return true;
    }

    private void change(Consumer<Map<String, String>> change) {
        writing.lock();
        try {
            Open before = opened();
            Map<String, String> tokens = new TreeMap<>(before.tokens());
            change.accept(tokens);
            replace(new Open(before.lock(), Map.copyOf(tokens)));
        } catch (IOException e) {
            throw Tokens.failure("The file of tokens " + file + " cannot be written: " + e.getMessage() + ".", e);
        } finally {
            writing.unlock();
        }
    }

    private void replace(Open now) throws IOException {
        WholeFile.replace(file, Sealed.seal(now.lock(), now.tokens(), random), true);
        open = now;
    }

    private Open opened() {
        Open now = open;
        if (now == null) {
            throw Tokens.failure("The tokens of remote servers are locked by their passphrase.", null);
        }
        return now;
    }
}
