package dev.opsdeck.console.audits;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.audits.Audit;
import dev.opsdeck.api.audits.AuditDetail;
import dev.opsdeck.api.audits.AuditFormat;
import dev.opsdeck.api.audits.AuditItem;
import dev.opsdeck.api.audits.AuditKind;
import dev.opsdeck.console.audits.AuditsViewModel.Content;
import dev.opsdeck.console.ui.Commands;
import dev.opsdeck.console.ui.FileDialogs;
import dev.opsdeck.console.ui.NoticeBar;
import dev.opsdeck.console.ui.PageView;
import dev.opsdeck.console.ui.StaleLabel;
import dev.opsdeck.console.ui.StateLabel;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The Audits page. Forwards what is done to [AuditsViewModel] and shows what that says.
final class AuditsController implements PageView {

    private final AuditsViewModel model;
    private final Commands commands;
    private final FileDialogs files;

    @FXML
    private NoticeBar notice;

    @FXML
    private HBox content;

    @FXML
    private StaleLabel stale;

    @FXML
    private ListView<Audit> audits;

    @FXML
    private VBox write;

    @FXML
    private Label writing;

    @FXML
    private ScrollPane scroll;

    @FXML
    private VBox detail;

    @FXML
    private Label caption;

    @FXML
    private Label origin;

    @FXML
    private StateLabel state;

    @FXML
    private HBox exports;

    @FXML
    private VBox items;

    @FXML
    private HBox sign;

    @FXML
    private TextField name;

    @FXML
    private TextField note;

    @FXML
    private Button signButton;

    @FXML
    private Label noted;

    @FXML
    private VBox sections;

    @FXML
    private VBox empty;

    @FXML
    private Label emptyText;

    @FXML
    private Button emptyAction;

    @FXML
    private VBox loading;

    private boolean selecting;
    private long shown = -1;

    // The fields are set by the loader before initialize.
    @SuppressWarnings("NullAway.Init")
    AuditsController(AuditsViewModel model, Commands commands, FileDialogs files) {
        this.model = model;
        this.commands = commands;
        this.files = files;
    }

    @FXML
    void initialize() {
        audits.setItems(model.audits());
        audits.setCellFactory(list -> new AuditCell(model::period));
        audits.getSelectionModel().selectedItemProperty().subscribe(audit -> {
            if (audit != null && !selecting) {
                model.open(audit.id());
            }
        });
        model.open().subscribe(this::show);
        model.content().subscribe(this::showContent);
        notice.follow(model.notice(), model::read, model.content().map(now -> now == Content.FAILED));
        model.writing().subscribe(busy -> {
            visible(writing, busy);
            visible(write, !busy);
            enableEmptyAction();
        });
        stale.follow(model.staleSince(), audits, detail);
        model.staleSince().subscribe(since -> {
            List.of(write, items, sign, exports).forEach(node -> node.setDisable(!since.isEmpty()));
            enableEmptyAction();
        });
    }

    /// To read again can always be tried.
    private void enableEmptyAction() {
        boolean lost = !model.staleSince().get().isEmpty();
        emptyAction.setDisable(model.content().get() != Content.FAILED
                && (lost || model.writing().get()));
    }

    private void showContent(Content now) {
        visible(content, now == Content.AUDITS);
        visible(loading, now == Content.LOADING);
        visible(empty, now == Content.EMPTY || now == Content.FAILED);
        boolean failed = now == Content.FAILED;
        emptyText.setText(
                failed
                        ? "The audits could not be read."
                        : "No audit yet. They write themselves: every Monday, on the first of each month and of each"
                                + " quarter, from what was measured until then.");
        emptyAction.setText(failed ? "Try again" : "Write one of last week now");
        enableEmptyAction();
    }

    private void show(@Nullable AuditDetail shownDetail) {
        visible(scroll, shownDetail != null);
        if (shownDetail == null) {
            return;
        }
        Audit audit = shownDetail.audit();
        boolean another = audit.id() != shown;
        if (another) {
            shown = audit.id();
            scroll.setVvalue(0);
            name.clear();
            note.clear();
        }
        select(audit.id());
        caption.setText(AuditWords.kind(audit.kind()) + " audit, " + model.period(audit));
        origin.setText(model.origin(audit));
        state.show(AuditWords.state(audit), model.sentence(audit));
        boolean signed = audit.signedAt() != null;
        items.getChildren()
                .setAll(shownDetail.items().stream()
                        .map(item -> new ItemBox(item, signed, model::moment, this::tick))
                        .toList());
        items.getStyleClass().remove("audits-signed");
        if (signed) {
            items.getStyleClass().add("audits-signed");
        }
        visible(sign, !signed);
        signButton.setDisable(audit.openItems() > 0);
        noted.setText(shownDetail.note() == null ? "" : shownDetail.note());
        visible(noted, shownDetail.note() != null);
        if (another) {
            sections.getChildren()
                    .setAll(
                            shownDetail.report() == null
                                    ? List.of()
                                    : shownDetail.report().sections().stream()
                                            .map(SectionCard::of)
                                            .toList());
        }
    }

    private void select(long id) {
        selecting = true;
        for (Audit audit : audits.getItems()) {
            if (audit.id() == id) {
                audits.getSelectionModel().select(audit);
            }
        }
        selecting = false;
    }

    private void tick(AuditItem item, boolean done) {
        commands.whenArmed(
                done ? "Tick a point of the audit" : "Open a point of the audit again",
                () -> model.tick(item.key(), done));
    }

    @FXML
    void sign() {
        commands.whenArmed("Sign the audit", () -> model.sign(name.getText(), note.getText()));
    }

    @FXML
    void writeWeekly() {
        write(AuditKind.WEEKLY);
    }

    @FXML
    void writeMonthly() {
        write(AuditKind.MONTHLY);
    }

    @FXML
    void writeQuarterly() {
        write(AuditKind.QUARTERLY);
    }

    private void write(AuditKind kind) {
        commands.whenArmed("Write an audit", () -> model.write(kind));
    }

    @FXML
    void exportPdf() {
        export(AuditFormat.PDF, "PDF");
    }

    @FXML
    void exportHtml() {
        export(AuditFormat.HTML, "HTML");
    }

    @FXML
    void exportMarkdown() {
        export(AuditFormat.MARKDOWN, "Markdown");
    }

    private void export(AuditFormat format, String kind) {
        AuditDetail open = model.open().get();
        if (open != null) {
            files.save(
                            "Export the audit",
                            AuditWords.fileName(open.audit(), format),
                            new FileDialogs.Kind(kind, "*." + AuditWords.ending(format)))
                    .ifPresent(file -> model.export(format, file));
        }
    }

    @FXML
    void emptyAction() {
        if (model.content().get() == Content.FAILED) {
            model.read();
        } else {
            write(AuditKind.WEEKLY);
        }
    }

    @Override
    public void shown() {
        model.shown();
    }

    @Override
    public void hidden() {
        model.hidden();
    }
}
