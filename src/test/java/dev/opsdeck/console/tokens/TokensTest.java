package dev.opsdeck.console.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opsdeck.console.connection.ApiFailure;
import dev.opsdeck.console.connection.MemoryVault;
import dev.opsdeck.console.connection.TokenVault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tokens survive a restart where the user wants that, and nothing is lost by a wrong passphrase or a damaged file.
class TokensTest {

    private static final String TOKEN = "operator-0123456789";
    private static final char[] WORDS = "correct horse battery".toCharArray();

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("tokens.vault");
    }

    @Test
    void behindAPassphraseATokenSurvivesARestart() throws Exception {
        Tokens tokens = unlocked();
        tokens.write("eu", TOKEN);
        tokens.write("us", "other");
        tokens.remove("us");

        Tokens after = tokens(TokenPlace.PASSPHRASE, null);
        assertThat(after.locked()).isTrue();
        assertThatThrownBy(() -> after.read("eu"))
                .isInstanceOf(ApiFailure.class)
                .hasMessageContaining("locked");
        assertThatThrownBy(() -> after.write("eu", "new")).isInstanceOf(ApiFailure.class);
        after.unlock(WORDS);
        assertThat(after.locked()).isFalse();
        assertThat(after.read("eu")).contains(TOKEN);
        assertThat(after.read("us")).isEmpty();
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void theFileIsTheOwnersAloneAndTellsNothing() throws Exception {
        unlocked().write("eu", TOKEN);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(new String(Files.readAllBytes(file()), StandardCharsets.ISO_8859_1))
                .doesNotContain(TOKEN, "eu", "correct");
    }

    @Test
    void everyWriteHasNewNoncesAndEveryFileItsOwnSalt() throws Exception {
        Tokens tokens = unlocked();
        tokens.write("eu", TOKEN);
        byte[] once = Files.readAllBytes(file());
        tokens.write("eu", TOKEN);
        byte[] twice = Files.readAllBytes(file());
        int head = "OPSDECK TOKENS 1\n".length() + 4;
        assertThat(twice).hasSameSizeAs(once).startsWith(java.util.Arrays.copyOf(once, head + 16));
        assertThat(java.util.Arrays.copyOfRange(twice, head + 16, head + 28))
                .isNotEqualTo(java.util.Arrays.copyOfRange(once, head + 16, head + 28));
        Files.delete(file());
        unlocked();
        assertThat(java.util.Arrays.copyOfRange(Files.readAllBytes(file()), head, head + 16))
                .isNotEqualTo(java.util.Arrays.copyOfRange(once, head, head + 16));
    }

    @Test
    void aWrongPassphraseSaysSoAndLosesNothing() throws Exception {
        unlocked().write("eu", TOKEN);
        byte[] before = Files.readAllBytes(file());
        Tokens after = tokens(TokenPlace.PASSPHRASE, null);
        assertThatThrownBy(() -> after.unlock("wrong".toCharArray())).hasMessageContaining("not the passphrase");
        assertThat(after.locked()).isTrue();
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
        after.unlock(WORDS);
        assertThat(after.read("eu")).contains(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 40, 70, -1})
    void aDamagedFileSaysSoAndStays(int at) throws Exception {
        unlocked().write("eu", TOKEN);
        byte[] bytes = Files.readAllBytes(file());
        int place = at < 0 ? bytes.length - 1 : at;
        bytes[place] = (byte) (bytes[place] ^ 1);
        Files.write(file(), bytes);
        Tokens after = tokens(TokenPlace.PASSPHRASE, null);
        assertThatThrownBy(() -> after.unlock(WORDS))
                .isInstanceOf(ApiFailure.class)
                .hasMessageContaining("Nothing was changed");
        assertThat(after.locked()).isTrue();
        assertThat(Files.readAllBytes(file())).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 60})
    void aFileThatIsCutOffIsDamaged(int length) throws Exception {
        unlocked().write("eu", TOKEN);
        byte[] bytes = java.util.Arrays.copyOf(Files.readAllBytes(file()), length);
        Files.write(file(), bytes);
        assertThatThrownBy(() -> tokens(TokenPlace.PASSPHRASE, null).unlock(WORDS))
                .hasMessageContaining("damaged");
        assertThat(Files.readAllBytes(file())).isEqualTo(bytes);
    }

    @Test
    void tokensMoveWithTheChoice() {
        MemoryVault ring = new MemoryVault();
        Tokens tokens = tokens(TokenPlace.MEMORY, ring);
        tokens.write("eu", TOKEN);
        tokens.move(TokenPlace.KEYRING, List.of("eu", "us"));
        assertThat(ring.read("eu")).contains(TOKEN);
        tokens.unlock(WORDS);
        tokens.move(TokenPlace.PASSPHRASE, List.of("eu", "us"));
        assertThat(ring.read("eu")).isEmpty();
        assertThat(tokens.read("eu")).contains(TOKEN);
        assertThat(tokens.sentence()).contains("passphrase");
        tokens.move(TokenPlace.MEMORY, List.of("eu"));
        assertThat(tokens.read("eu")).contains(TOKEN);
        assertThat(tokens.lasting()).isFalse();
    }

    @Test
    void aMoveThatFailsLeavesThemWhereTheyWere() {
        Tokens tokens = tokens(TokenPlace.MEMORY, null);
        tokens.write("eu", TOKEN);
        assertThatThrownBy(() -> tokens.move(TokenPlace.PASSPHRASE, List.of("eu")))
                .hasMessageContaining("locked");
        assertThatThrownBy(() -> tokens.move(TokenPlace.KEYRING, List.of("eu"))).hasMessageContaining("keyring");
        assertThat(tokens.place()).isEqualTo(TokenPlace.MEMORY);
        assertThat(tokens.read("eu")).contains(TOKEN);
    }

    @Test
    void beforeAChoiceItIsTheKeyringOrElseMemory() {
        Tokens without = tokens(null, null);
        assertThat(without.read("eu")).isEmpty();
        assertThat(without.place()).isEqualTo(TokenPlace.MEMORY);
        MemoryVault ring = new MemoryVault();
        Tokens with = tokens(null, ring);
        with.write("eu", TOKEN);
        assertThat(with.place()).isEqualTo(TokenPlace.KEYRING);
        assertThat(ring.read("eu")).contains(TOKEN);
    }

    @Test
    void theFilesOwnIterationsAreAtLeastWhatIsAdvised() {
        assertThat(Sealed.ITERATIONS).isGreaterThanOrEqualTo(600_000);
    }

    private Tokens unlocked() {
        Tokens tokens = tokens(TokenPlace.PASSPHRASE, null);
        tokens.unlock(WORDS);
        return tokens;
    }

    /// With few iterations, for speed.
    private Tokens tokens(@Nullable TokenPlace place, @Nullable TokenVault ring) {
        return new Tokens(place, file(), 1_000, new SecureRandom(), () -> Optional.ofNullable(ring));
    }
}
