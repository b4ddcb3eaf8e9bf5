package dev.opsdeck.console.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opsdeck.console.Console;
import dev.opsdeck.console.store.ConsoleSettings;
import dev.opsdeck.console.store.ConsoleSettings.ServerEntry;
import dev.opsdeck.console.ui.Fx;
import dev.opsdeck.console.ui.Theme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsPageTest {

    @TempDir
    private Path folder;

    private Console console;

    @BeforeEach
    void open() throws Exception {
        ConsoleSettings settings = ConsoleSettings.first()
                .withPage("settings")
                .withServers(List.of(new ServerEntry("a", "eu-prod", "http://127.0.0.1:9", null)));
        console = Console.open(folder, settings, 1000, 700);
    }

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void choosesTheThemeAtOnceAndForTheNextStart() throws Exception {
        fire("#theme-DARK");
        assertThat(Fx.call(() -> console.theme().darkProperty().get())).isTrue();
        fire("#theme-LIGHT");
        assertThat(Fx.call(() -> console.theme().darkProperty().get())).isFalse();
        assertThat(console.settings().theme()).isEqualTo(Theme.Choice.LIGHT.name());
    }

    @Test
    void saysWhereTheDataIsAndWhatOpsdeckCosts() throws Exception {
        assertThat(Fx.call(() -> ((TextInputControl) node("#dataFolder")).getText()))
                .isEqualTo(folder.resolve("data").toString());
        await().atMost(Duration.ofSeconds(60)).until(() -> text("#cpu").contains("of one core"));
        // A slow machine takes more than a second, and says so.
        await().atMost(Duration.ofSeconds(60))
                .until(() -> text("#start").matches("[\\d.,]+ m?s from the start of the JVM to the first live tile"));
        assertThat(text("#heap")).contains(" of ");
    }

    @Test
    void removesAServerAfterAsking() throws Exception {
        Fx.call(() -> {
            console.scene().getRoot().lookupAll("#servers .button").stream()
                    .map(ButtonBase.class::cast)
                    .filter(button -> button.getText().equals("Remove"))
                    .findFirst()
                    .orElseThrow()
                    .fire();
            return true;
        });
        assertThat(console.settings().remotes()).hasSize(1);
        fire("#answer-yes");
        assertThat(console.settings().remotes()).isEmpty();
    }

    @Test
    void keepsTokensBehindAPassphraseWhenItIsGivenTwice() throws Exception {
        assertThat(text("#sentence")).contains("memory only").contains("No keyring");
        assertThat(Fx.call(() -> node("#tokens-KEYRING").isDisabled())).isTrue();
        fire("#tokens-PASSPHRASE");
        enter("four words that fit", "four words that do not");
        assertThat(text("#problem")).isEqualTo("The two are not the same.");
        assertThat(console.settings().tokens()).isNull();

        enter("four words that fit", "four words that fit");
        await().atMost(Duration.ofSeconds(60)).until(() -> text("#sentence").contains("behind your passphrase"));
        assertThat(console.settings().tokens()).isEqualTo("PASSPHRASE");
        assertThat(folder.resolve("tokens")).isNotEmptyFile();
        assertThat(Fx.call(() -> node("#passphrase").isVisible())).isFalse();

        fire("#tokens-MEMORY");
        await().atMost(Duration.ofSeconds(60)).until(() -> text("#sentence").contains("memory only"));
        assertThat(console.settings().tokens()).isEqualTo("MEMORY");
    }

    private void enter(String words, String again) throws Exception {
        Fx.call(() -> {
            ((TextInputControl) node("#words")).setText(words);
            ((TextInputControl) node("#again")).setText(again);
            ((ButtonBase) node("#unlock")).fire();
            return true;
        });
    }

    private void fire(String selector) throws Exception {
        Fx.call(() -> {
            ((ButtonBase) node(selector)).fire();
            return true;
        });
    }

    private String text(String selector) throws Exception {
        return Fx.call(() -> ((Label) node(selector)).getText());
    }

    private Node node(String selector) {
        return Objects.requireNonNull(console.scene().lookup(selector), selector);
    }
}
