package dev.opsdeck.console.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opsdeck.console.Console;
import dev.opsdeck.console.connection.EmbeddedBackend;
import dev.opsdeck.console.live.TimeRange;
import dev.opsdeck.console.store.ConsoleSettings;
import dev.opsdeck.console.store.ConsoleSettings.ServerEntry;
import dev.opsdeck.console.store.SettingsFile;
import dev.opsdeck.console.ui.Fx;
import dev.opsdeck.console.ui.Hands;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The window over a real backend, clicked and typed at.
class ShellTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private Console console;

    @BeforeEach
    void open() throws Exception {
        ConsoleSettings settings = ConsoleSettings.first()
                .withServers(List.of(new ServerEntry("gone", "eu-prod", "http://127.0.0.1:9", null)))
                .withPage("settings")
                .withRange(TimeRange.HOUR.name());
        console = Console.open(folder, settings, 1000, 700);
        await().atMost(LONG).until(() -> text("#pill").startsWith("live"));
    }

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void opensWhereItWasAndRemembersWhereItIs() throws Exception {
        assertThat(console.shell().pageIds()).contains("overview", "settings");
        assertThat(selected("#page-settings")).isTrue();
        press(KeyCode.SHORTCUT, KeyCode.DIGIT1);
        await().until(() -> selected("#page-overview"));
        fire("#range-SIX_HOURS");
        console.close();
        ConsoleSettings saved = new SettingsFile(
                        folder.resolve("config").resolve("console.json"), InstantSource.system())
                .load()
                .settings();
        assertThat(saved.page()).isEqualTo("overview");
        assertThat(saved.range()).isEqualTo("SIX_HOURS");
        assertThat(saved.window()).isNotNull();
        console = Console.open(folder, saved, 1000, 700);
        await().atMost(LONG).until(() -> Fx.call(() -> ((ToggleButton) node("#range-SIX_HOURS")).isSelected()));
    }

    @Test
    void aServerThatDoesNotAnswerIsSaidToBeSoAndTheOtherStaysLive() throws Exception {
        press(KeyCode.CONTROL, KeyCode.TAB);
        await().atMost(LONG).until(() -> text("#title").equals("eu-prod"));
        await().atMost(LONG).until(() -> text("#pill").equals("not connected"));
        assertThat(bannerText()).contains("No answer from eu-prod at 127.0.0.1:9");
        press(KeyCode.CONTROL, KeyCode.TAB);
        await().atMost(LONG).until(() -> text("#pill").startsWith("live"));
        assertThat(Fx.call(() -> node(".od-banner.critical"))).isNull();
    }

    @Test
    void flushAsksWithNumbersAndTellsWhatWasDropped() throws Exception {
        press(KeyCode.SHIFT, KeyCode.F5);
        await().atMost(LONG).until(() -> Fx.call(() -> node("#answer-yes") != null));
        fire("#answer-yes");
        await().atMost(LONG)
                .until(() -> Fx.call(() -> console.live().log().stream()
                        .anyMatch(entry -> entry.text().startsWith("Flushed"))));
    }

    @Test
    void aRemoteServerMustBeArmedAndThatIsVisible() throws Exception {
        press(KeyCode.CONTROL, KeyCode.TAB);
        await().until(() -> text("#title").equals("eu-prod"));
        press(KeyCode.SHORTCUT, KeyCode.L);
        assertThat(text(".od-question .od-heading")).isEqualTo("Arm eu-prod for ten minutes?");
        fire("#answer-yes");
        Fx.on(() -> console.shell().show("settings"));
        await().until(() -> text(".od-banner.warning .od-state").startsWith("Armed for"));
        Fx.call(() -> {
            ((Button) console.scene().lookup(".od-banner.warning .button")).fire();
            return true;
        });
        assertThat(Fx.call(() -> node(".od-banner.warning"))).isNull();
    }

    @Test
    void thePaletteFindsEverythingByAFewLetters() throws Exception {
        press(KeyCode.SHORTCUT, KeyCode.K);
        Fx.call(() -> {
            ((TextInputControl) node("#palette-query")).setText("overv");
            return true;
        });
        assertThat(Fx.call(
                        () -> ((ListView<?>) node("#palette-found")).getItems().size()))
                .isEqualTo(1);
        push(KeyCode.ENTER);
        await().until(() -> selected("#page-overview"));
        assertThat(Fx.call(() -> node("#palette-query"))).isNull();
    }

    @Test
    void theCheatSheetOpensWithAQuestionMarkAndClosesWithEsc() throws Exception {
        Fx.on(() -> console.scene().getRoot().requestFocus());
        typed("?");
        // Each of these keys is pressed by a test; so must be one that comes to the sheet.
        assertThat(keysOnTheSheet())
                .filteredOn(key -> !key.matches("Ctrl\\+\\d"))
                .containsExactlyInAnyOrder(
                        "F5",
                        "Shift+F5",
                        "Ctrl+L",
                        "A",
                        "S",
                        "Y",
                        "Ctrl+K",
                        "Ctrl+Tab",
                        "/",
                        "←  →  Shift",
                        "Home  End",
                        "Esc",
                        "?");
        push(KeyCode.ESCAPE);
        await().until(() -> Fx.call(() -> node("#cheat-sheet") == null));
    }

    @Test
    void everyPageOpensByItsNumber() throws Exception {
        List<String> pages = Fx.call(() -> console.shell().pageIds());
        for (int i = 0; i < pages.size(); i++) {
            String page = "#page-" + pages.get(i);
            press(KeyCode.SHORTCUT, KeyCode.valueOf("DIGIT" + (i + 1)));
            await(page).atMost(LONG).until(() -> selected(page));
        }
    }

    private List<String> keysOnTheSheet() throws Exception {
        return Fx.call(() -> node("#cheat-sheet").lookupAll(".od-key").stream()
                .map(key -> ((Label) key).getText())
                .toList());
    }

    @Test
    void theOverviewLooksBackByKeysAndEscIsLiveAgain() throws Exception {
        press(KeyCode.SHORTCUT, KeyCode.DIGIT1);
        await().atMost(LONG).until(() -> Fx.call(() -> node(".od-scrub") != null));
        Fx.on(() -> node(".od-scrub").requestFocus());
        push(KeyCode.LEFT);
        assertThat(Fx.call(() -> node(".overview-past").isVisible())).isTrue();
        push(KeyCode.ESCAPE);
        assertThat(Fx.call(() -> node(".overview-past").isVisible())).isFalse();
        typed("y");
        await().atMost(LONG)
                .until(() -> Fx.call(() -> console.scene().getRoot().lookupAll(".overview-legend > .label").stream()
                        .anyMatch(label -> ((Labeled) label).getText().startsWith("same time yesterday"))));
    }

    @Test
    void addsAServerByAddressAndTokenAndShowsItLive() throws Exception {
        try (EmbeddedBackend other = new EmbeddedBackend(folder.resolve("other"), new SecureRandom())) {
            fire(".shell-add");
            enter("#address", other.url().toString());
            enter("#name", "staging");
            enter("#token", other.token());
            fire("#save");
            await().atMost(LONG).until(() -> text("#title").equals("staging"));
            await().atMost(LONG).until(() -> text("#pill").startsWith("live"));
        }
        await().atMost(LONG).until(() -> text("#pill").startsWith("lost since"));
    }

    private void typed(String character) {
        Fx.on(() -> javafx.event.Event.fireEvent(
                console.scene().getRoot(),
                new javafx.scene.input.KeyEvent(
                        javafx.scene.input.KeyEvent.KEY_TYPED,
                        character,
                        "",
                        KeyCode.UNDEFINED,
                        false,
                        false,
                        false,
                        false)));
    }

    private static void press(KeyCode modifier, KeyCode key) {
        push(modifier == KeyCode.SHORTCUT ? KeyCode.CONTROL : modifier, key);
    }

    private static void push(KeyCode... keys) {
        Fx.on(() -> Hands.push(keys));
    }

    private void fire(String selector) throws Exception {
        Fx.call(() -> {
            ((javafx.scene.control.ButtonBase) node(selector)).fire();
            return true;
        });
    }

    private void enter(String selector, String value) throws Exception {
        Fx.call(() -> {
            ((TextInputControl) node(selector)).setText(value);
            return true;
        });
    }

    private String bannerText() throws Exception {
        Callable<String> read = () -> console.scene().getRoot().lookupAll(".od-banner.critical .label").stream()
                .filter(Label.class::isInstance)
                .map(label -> ((Label) label).getText())
                .reduce("", String::concat);
        return Fx.call(read);
    }

    private boolean selected(String selector) throws Exception {
        return Fx.call(() -> node(selector).getPseudoClassStates().stream()
                .anyMatch(state -> state.getPseudoClassName().equals("selected")));
    }

    private String text(String selector) throws Exception {
        return Fx.call(() -> node(selector) instanceof Labeled labeled ? labeled.getText() : "");
    }

    @SuppressWarnings("NullAway") // absent nodes are what some tests look for
    private Node node(String selector) {
        return console.scene().lookup(selector);
    }
}
