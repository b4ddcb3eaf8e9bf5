package dev.opsdeck.console.audits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.audits.AuditKind;
import dev.opsdeck.console.Views;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.live.Batch;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.task.DirectTasks;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Fx;
import dev.opsdeck.console.ui.Pictures;
import dev.opsdeck.console.ui.ScriptedFileDialogs;
import dev.opsdeck.console.ui.SilentCommands;
import dev.opsdeck.console.ui.Theme;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.WritableImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Renders the page to target/pictures in both themes and every state that an operator can meet, and checks that
/// something was drawn. The pictures are for people to look at.
class AuditsPicturesTest {

    private static final Offline GONE = new Offline(Reason.GONE, "eu-prod", "eu.example:8080");

    enum Scene {
        OPEN,
        OPEN_BELOW,
        SIGNED,
        CHANGED,
        LONG_TEXTS,
        NONE,
        LOST_WITH_DATA,
        LOST_FROM_THE_START
    }

    private final FakeAuditServer server = new FakeAuditServer();
    private LiveModel live = new LiveModel();

    @ParameterizedTest
    @EnumSource
    void everyStateIsDrawnInBothThemes(Scene scene) throws Exception {
        for (Theme.Choice choice : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
            // The page beside the shell's list and bars: the window is 1000 x 700.
            draw(scene, choice, 776, 612);
        }
        draw(scene, Theme.Choice.DARK, 676, 512);
    }

    /// Also when the answer is a failure: a box never shows what the server does not know.
    @Test
    void aBoxThatIsClickedShowsWhatTheServerHas() throws Exception {
        String seen = Fx.call(() -> {
            prepare(Scene.OPEN);
            AuditsViewModel model = model();
            SilentCommands commands = new SilentCommands();
            Parent page = page(model, commands);
            StringBuilder states = new StringBuilder();
            Pictures.of(page, 776, 612, new Theme(Theme.Choice.LIGHT), () -> {
                model.shown();
                page.applyCss();
                page.layout();
                box(page, 2).fire();
                states.append(box(page, 2).isSelected());
                server.failure = GONE;
                box(page, 3).fire();
                states.append(' ').append(box(page, 3).isSelected());
                states.append(' ').append(commands.asked);
            });
            return states.toString();
        });
        assertThat(seen).isEqualTo("true false [Tick a point of the audit, Tick a point of the audit]");
    }

    private static CheckBox box(Parent page, int item) {
        return (CheckBox) page.lookup("#item-item" + item);
    }

    private void draw(Scene scene, Theme.Choice choice, int width, int height) throws Exception {
        WritableImage picture = Fx.call(() -> {
            prepare(scene);
            AuditsViewModel model = model();
            Parent page = page(model, new SilentCommands());
            return Pictures.of(page, width, height, new Theme(choice), () -> act(scene, model, page));
        });
        Pictures.save("audits-" + scene, choice, width, picture);
        assertThat(Pictures.colours(picture)).hasSizeGreaterThan(20);
    }

    private AuditsViewModel model() {
        return new AuditsViewModel(
                () -> server,
                new SimpleObjectProperty<>("one"),
                live,
                new DirectTasks(),
                (state, title, text) -> {},
                InstantSource.fixed(FakeAuditServer.NOW),
                new Formats(ZoneOffset.UTC));
    }

    private static Parent page(AuditsViewModel model, SilentCommands commands) {
        return new Views()
                .load(AuditsPage.FXML, () -> new AuditsController(model, commands, new ScriptedFileDialogs()))
                .root();
    }

    private void act(Scene scene, AuditsViewModel model, Parent page) {
        model.shown();
        page.applyCss();
        page.layout();
        if (scene == Scene.OPEN_BELOW || scene == Scene.LONG_TEXTS) {
            ((ScrollPane) page.lookup("#scroll")).setVvalue(scene == Scene.OPEN_BELOW ? 0.75 : 1);
        }
        if (scene == Scene.LOST_WITH_DATA) {
            server.failure = GONE;
            live.apply(Batch.of(new LinkState.Lost(FakeAuditServer.NOW, GONE, null)));
            model.read();
        }
        page.applyCss();
        page.layout();
    }

    private void prepare(Scene scene) {
        server.audits.clear();
        server.failure = null;
        live = new LiveModel();
        live.apply(Batch.of(new LinkState.Live(FakeAuditServer.NOW)));
        switch (scene) {
            case NONE -> {}
            case LOST_FROM_THE_START -> {
                server.failure = GONE;
                live.apply(Batch.of(new LinkState.Lost(FakeAuditServer.NOW, GONE, null)));
            }
            case SIGNED -> server.add(FakeAuditServer.audit(7, AuditKind.WEEKLY, 4, "Ada Byron", "known."));
            case CHANGED ->
                server.add(FakeAuditServer.broken(FakeAuditServer.audit(7, AuditKind.MONTHLY, 4, "Ada", "known.")));
            case LONG_TEXTS ->
                server.add(
                        FakeAuditServer.audit(7, AuditKind.QUARTERLY, 2, null, "aVeryLongWord".repeat(60) + " <b>x"));
            default -> server.add(FakeAuditServer.audit(7, AuditKind.WEEKLY, 2, null, "each kind has a known cause."));
        }
        if (!server.audits.isEmpty()) {
            for (long id = 1; id < 7; id++) {
                server.add(FakeAuditServer.audit(
                        id,
                        id % 2 == 0 ? AuditKind.WEEKLY : AuditKind.MONTHLY,
                        4,
                        id == 3 ? null : "Ada Byron",
                        "known."));
            }
        }
    }
}
