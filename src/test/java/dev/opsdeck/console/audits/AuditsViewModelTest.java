package dev.opsdeck.console.audits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.audits.Audit;
import dev.opsdeck.api.audits.AuditFormat;
import dev.opsdeck.api.audits.AuditKind;
import dev.opsdeck.console.audits.AuditsViewModel.Content;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.live.Batch;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.task.DirectTasks;
import dev.opsdeck.console.ui.Formats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Audits page without a window.
class AuditsViewModelTest {

    private static final Offline GONE = new Offline(Reason.GONE, "eu-prod", "eu.example:8080");

    private final FakeAuditServer server = new FakeAuditServer();
    private final SimpleObjectProperty<String> selected = new SimpleObjectProperty<>("one");
    private final LiveModel live = new LiveModel();
    private final List<String> notices = new ArrayList<>();
    private final AuditsViewModel model = new AuditsViewModel(
            () -> server,
            selected,
            live,
            new DirectTasks(),
            (state, title, text) -> notices.add(state + " " + title + ": " + text),
            InstantSource.fixed(FakeAuditServer.NOW),
            new Formats(ZoneOffset.UTC));

    @Test
    void theNewestIsOpenAndTheServerIsAskedOnlyWhileThePageIsSeen() {
        server.add(FakeAuditServer.audit(1, AuditKind.WEEKLY, 4, "Ada", "known."));
        server.add(FakeAuditServer.audit(2, AuditKind.MONTHLY, 0, null, "known."));
        live.apply(Batch.of(new LinkState.Live(FakeAuditServer.NOW)));
        assertThat(server.calls).isEmpty();
        model.shown();
        assertThat(model.content().get()).isEqualTo(Content.AUDITS);
        assertThat(model.audits()).extracting(Audit::id).containsExactly(2L, 1L);
        assertThat(openId()).isEqualTo(2);
        model.open(1);
        assertThat(openId()).isEqualTo(1);
        // Reading again keeps the one that is open, and does not fetch what has not changed.
        server.calls.clear();
        model.read();
        assertThat(openId()).isEqualTo(1);
        assertThat(server.calls).containsExactly("list");
        model.hidden();
        model.read();
        assertThat(server.calls).containsExactly("list");
    }

    @Test
    void anAuditIsWrittenTickedAndSigned() {
        model.shown();
        assertThat(model.content().get()).isEqualTo(Content.EMPTY);
        model.write(AuditKind.QUARTERLY);
        assertThat(model.content().get()).isEqualTo(Content.AUDITS);
        assertThat(model.writing().get()).isFalse();
        for (int i = 0; i < 4; i++) {
            model.tick("item" + i, true);
        }
        assertThat(model.sentence(model.audits().getFirst())).isEqualTo("Everything is ticked: it can be signed.");
        model.sign(" ", "");
        assertThat(model.notice().get()).isEqualTo("A signature needs a name: enter yours.");
        assertThat(server.calls).noneMatch(call -> call.startsWith("sign"));
        model.sign("Ada Byron", " ");
        assertThat(server.calls).contains("sign 1 Ada Byron null");
        assertThat(model.notice().get()).isEmpty();
        Audit signed = model.audits().getFirst();
        assertThat(signed.signedBy()).isEqualTo("Ada Byron");
        assertThat(AuditWords.word(signed)).isEqualTo("signed");
        assertThat(model.sentence(signed)).isEqualTo("Signed by Ada Byron, 07:59.");
        assertThat(model.period(signed)).isEqualTo("16 Nov – 22 Nov");
    }

    @Test
    void aChangedOneIsShownAsSuch() {
        server.add(FakeAuditServer.broken(FakeAuditServer.audit(1, AuditKind.WEEKLY, 4, "Ada", "known.")));
        model.shown();
        Audit audit = model.audits().getFirst();
        assertThat(AuditWords.word(audit)).isEqualTo("changed");
        assertThat(model.sentence(audit)).startsWith("Not as it was written. It was changed");
    }

    @Test
    void anExportIsAWholeFileOrASentence(@TempDir Path folder) throws Exception {
        server.add(FakeAuditServer.audit(1, AuditKind.WEEKLY, 0, null, "known."));
        model.shown();
        Path file = folder.resolve("audit.pdf");
        model.export(AuditFormat.PDF, file);
        assertThat(Files.readString(file)).isEqualTo("%PDF");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file)).isDirectoryNotContaining("glob:**.part");
        assertThat(notices).containsExactly("OK Audit exported: Written to audit.pdf.");
        model.export(AuditFormat.PDF, folder.resolve("no such folder").resolve("audit.pdf"));
        assertThat(notices.getLast()).startsWith("WARNING Not exported: The file audit.pdf cannot be written");
    }

    @Test
    void whatFailsIsSaidAndTheTickStaysAsTheServerHasIt() {
        server.failure = GONE;
        model.shown();
        assertThat(model.content().get()).isEqualTo(Content.FAILED);
        assertThat(model.notice().get()).isEqualTo(GONE.text());
        server.failure = null;
        server.add(FakeAuditServer.audit(1, AuditKind.WEEKLY, 0, null, "known."));
        model.read();
        assertThat(model.notice().get()).isEmpty();
        server.failure = GONE;
        List<Object> shown = new ArrayList<>();
        model.open().subscribe(detail -> shown.add(detail == null ? "none" : detail));
        shown.clear();
        model.tick("item0", true);
        assertThat(model.notice().get()).isEqualTo(GONE.text());
        assertThat(shown.getLast()).isEqualTo(model.open().get());
        model.write(AuditKind.WEEKLY);
        assertThat(model.writing().get()).isFalse();
        live.apply(Batch.of(new LinkState.Lost(FakeAuditServer.NOW, GONE, null)));
        assertThat(model.staleSince().get()).isEqualTo("As of 08:00:00");
    }

    @Test
    void anotherServerBeginsWithNothing() {
        server.add(FakeAuditServer.audit(1, AuditKind.WEEKLY, 0, null, "known."));
        model.shown();
        server.audits.clear();
        selected.set("two");
        assertThat(model.content().get()).isEqualTo(Content.EMPTY);
        assertThat(model.open().get()).isNull();
    }

    private long openId() {
        return Objects.requireNonNull(model.open().get()).audit().id();
    }
}
