package dev.opsdeck.console.audits;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.audits.Audit;
import dev.opsdeck.api.audits.AuditDetail;
import dev.opsdeck.api.audits.AuditFormat;
import dev.opsdeck.api.audits.AuditKind;
import dev.opsdeck.api.audits.AuditSignature;
import dev.opsdeck.api.audits.AuditTick;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.ui.ExportFile;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Notices;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What the Audits page shows and does. FX thread only; the server is asked on [BackgroundTasks], when the page is
/// shown and when something is done, and never in between: audits come once a week.
final class AuditsViewModel {

    /// What stands on the page.
    enum Content {
        LOADING,
        AUDITS,
        /// No audit yet.
        EMPTY,
        /// Nothing could be read yet; the notice says why.
        FAILED
    }

    private static final int SHOWN = 200;

    private final Asking<AuditServer> asking;
    private final Notices notices;
    private final InstantSource clock;
    private final Formats formats;

    private final ObservableList<Audit> audits = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable AuditDetail> open = new ReadOnlyObjectWrapper<>(this, "open");
    private final ReadOnlyObjectWrapper<Content> content =
            new ReadOnlyObjectWrapper<>(this, "content", Content.LOADING);
    private final ReadOnlyBooleanWrapper writing = new ReadOnlyBooleanWrapper(this, "writing");

    private long wantedId;
    private boolean seen;

    AuditsViewModel(
            Supplier<AuditServer> server,
            ObservableValue<?> selectedServer,
            LiveModel live,
            BackgroundTasks tasks,
            Notices notices,
            InstantSource clock,
            Formats formats) {
        this.asking = new Asking<>(server, selectedServer, live, tasks, formats, clock);
        this.notices = notices;
        this.clock = clock;
        this.formats = formats;
        asking.turns().subscribe((before, now) -> forget());
        asking.anew().subscribe((before, now) -> read());
    }

    void shown() {
        seen = true;
        read();
    }

    void hidden() {
        seen = false;
    }

    /// Newest first.
    ObservableList<Audit> audits() {
        return audits;
    }

    /// The one that is read; null while none is.
    ReadOnlyObjectProperty<@Nullable AuditDetail> open() {
        return open.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Content> content() {
        return content.getReadOnlyProperty();
    }

    /// Why the last call did not succeed; empty when it did, and while the window says that the connection is
    /// lost.
    ReadOnlyStringProperty notice() {
        return asking.notice();
    }

    /// `As of 18:02:11` while the connection is lost, else empty. Meanwhile nothing can be changed.
    ReadOnlyStringProperty staleSince() {
        return asking.staleSince();
    }

    /// Whether a report is being written, which may take seconds.
    ReadOnlyBooleanProperty writing() {
        return writing.getReadOnlyProperty();
    }

    String period(Audit audit) {
        return AuditWords.period(audit, formats, clock.instant());
    }

    String sentence(Audit audit) {
        return AuditWords.sentence(audit, formats, clock.instant());
    }

    /// When and by whom it was written.
    String origin(Audit audit) {
        return "Written " + formats.moment(audit.madeAt(), clock.instant())
                + (audit.author().equals("schedule") ? " by the schedule" : " by " + audit.author()) + " on "
                + audit.node() + " · SHA-256 "
                + audit.hash().substring(0, Math.min(12, audit.hash().length()));
    }

    /// When a point was ticked.
    String moment(Instant at) {
        return formats.moment(at, clock.instant());
    }

    /// Reads the list again, and the audit that is open.
    void read() {
        if (!seen) {
            return;
        }
        ask("Reading the audits", from -> from.audits(SHOWN), this::show);
    }

    /// Opens one.
    void open(long id) {
        AuditDetail shown = open.get();
        if (shown != null && shown.audit().id() == id) {
            return;
        }
        fetch(id);
    }

    private void fetch(long id) {
        wantedId = id;
        ask("Reading the audit", from -> from.audit(id), detail -> {
            if (detail.audit().id() == wantedId) {
                open.set(detail);
            }
        });
    }

    /// Has one written of the last period that is over, and opens it.
    void write(AuditKind kind) {
        if (writing.get()) {
            return;
        }
        writing.set(true);
        ask(
                "Writing the " + AuditWords.kind(kind).toLowerCase(Locale.ROOT) + " audit",
                at -> at.write(kind),
                written -> {
                    writing.set(false);
                    changed(written);
                },
                () -> writing.set(false));
    }

    /// Ticks a point of the open one, or opens it again.
    void tick(String item, boolean done) {
        AuditDetail shown = open.get();
        if (shown != null) {
            long id = shown.audit().id();
            ask("Ticking a point", at -> at.tick(id, new AuditTick(item, done)), this::changed, () -> {
                // The box shows what the server knows, and not what was clicked.
                open.set(null);
                open.set(shown);
            });
        }
    }

    /// Signs the open one.
    ///
    /// @param note may be blank
    void sign(String name, String note) {
        AuditDetail shown = open.get();
        if (shown == null) {
            return;
        }
        if (name.isBlank() || name.length() > 100 || note.length() > 1_000) {
            asking.say(
                    name.isBlank()
                            ? "A signature needs a name: enter yours."
                            : "The name may have 100 characters and the note 1,000: make them shorter.");
            return;
        }
        long id = shown.audit().id();
        AuditSignature signature = new AuditSignature(name, note.isBlank() ? null : note.strip());
        ask("Signing the audit", at -> at.sign(id, signature), this::changed);
    }

    /// Writes the open one into a file.
    void export(AuditFormat format, Path to) {
        AuditDetail shown = open.get();
        if (shown != null) {
            long id = shown.audit().id();
            ask(
                    "Exporting the audit",
                    from -> ExportFile.write(to, from.file(id, format)),
                    outcome -> outcome.tell(notices, "Audit exported"));
        }
    }

    private void changed(AuditDetail detail) {
        wantedId = detail.audit().id();
        open.set(detail);
        int at = -1;
        for (int i = 0; i < audits.size(); i++) {
            if (audits.get(i).id() == detail.audit().id()) {
                at = i;
            }
        }
        if (at >= 0) {
            audits.set(at, detail.audit());
        } else {
            audits.addFirst(detail.audit());
        }
        content.set(Content.AUDITS);
    }

    private void show(Page<Audit> page) {
        AuditDetail shown = open.get();
        audits.setAll(page.data());
        content.set(page.data().isEmpty() ? Content.EMPTY : Content.AUDITS);
        if (page.data().isEmpty()) {
            open.set(null);
            return;
        }
        Audit now = page.data().stream()
                .filter(audit -> shown != null && audit.id() == shown.audit().id())
                .findFirst()
                .orElse(page.data().getFirst());
        if (shown == null || !shown.audit().equals(now)) {
            fetch(now.id());
        }
    }

    private <T> void ask(String title, Function<AuditServer, T> call, Consumer<T> then) {
        ask(title, call, then, () -> {});
    }

    private <T> void ask(String title, Function<AuditServer, T> call, Consumer<T> then, Runnable otherwise) {
        asking.read(title, call, then, () -> {
            if (content.get() == Content.LOADING) {
                content.set(Content.FAILED);
            }
            otherwise.run();
        });
    }

    private void forget() {
        audits.clear();
        open.set(null);
        writing.set(false);
        content.set(Content.LOADING);
        read();
    }
}
