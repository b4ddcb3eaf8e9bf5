package dev.opsdeck.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FuzzyTest {

    private static final List<Action> ACTIONS = List.of(
            action("Sync"),
            action("Flush cache"),
            action("Load run"),
            action("Load runs"),
            action("Show the last 1 h"),
            action("Settings"));

    @Test
    void allLettersMustBeThereInTheirOrder() {
        assertThat(Fuzzy.score("fc", "Flush cache")).isPositive();
        assertThat(Fuzzy.score("cf", "Flush cache")).isEqualTo(Fuzzy.NONE);
        assertThat(Fuzzy.score("zzz", "Flush cache")).isEqualTo(Fuzzy.NONE);
    }

    @Test
    void theStartsOfWordsAndLettersInARowCountMost() {
        assertThat(Fuzzy.score("load", "Load run")).isGreaterThan(Fuzzy.score("lodn", "Load run"));
        assertThat(Fuzzy.score("lr", "Load run")).isGreaterThan(Fuzzy.score("lr", "Colour"));
    }

    @Test
    void thePaletteShowsAllAtFirstThenTheBestFirst() {
        assertThat(Palette.matching("", ACTIONS)).isEqualTo(ACTIONS);
        assertThat(Palette.matching("load run", ACTIONS))
                .extracting(Action::title)
                .containsExactly("Load run", "Load runs");
        assertThat(Palette.matching("SET", ACTIONS)).extracting(Action::title).startsWith("Settings");
        assertThat(Palette.matching("qqq", ACTIONS)).isEmpty();
    }

    private static Action action(String title) {
        return new Action(title, "Action", "", () -> {});
    }
}
