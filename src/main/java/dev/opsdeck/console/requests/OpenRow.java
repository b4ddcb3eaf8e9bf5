package dev.opsdeck.console.requests;

import dev.opsdeck.api.requests.QueryFigures;
import dev.opsdeck.api.requests.QuerySuspect;
import dev.opsdeck.api.requests.RequestEntry;
import dev.opsdeck.console.ui.Detail;
import dev.opsdeck.console.ui.DetailPane;
import dev.opsdeck.console.ui.Formats;
import java.time.InstantSource;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/// The row that is selected in one of the page's tables, in full below them. FX thread.
final class OpenRow {

    private static final String COPY_STATEMENT = "Copy statement";

    private final RequestsViewModel model;
    private final DetailPane detail;
    private final TableView<RequestEntry> requests;
    private final TableView<QueryFigures> statements;
    private final TableView<QuerySuspect> suspects;
    private final Formats formats;
    private final InstantSource clock;
    private final Consumer<String> openTrace;
    private Object opened = "";

    /// @param openTrace shows the trace with that id
    OpenRow(
            RequestsViewModel model,
            DetailPane detail,
            TableView<RequestEntry> requests,
            TableView<QueryFigures> statements,
            TableView<QuerySuspect> suspects,
            Formats formats,
            InstantSource clock,
            Consumer<String> openTrace) {
        this.model = model;
        this.detail = detail;
        this.requests = requests;
        this.statements = statements;
        this.suspects = suspects;
        this.formats = formats;
        this.clock = clock;
        this.openTrace = openTrace;
        detail.onCopy(this::copy);
        detail.onClose(this::close);
        follow();
    }

    void close() {
        opened = "";
        requests.getSelectionModel().clearSelection();
        statements.getSelectionModel().clearSelection();
        suspects.getSelectionModel().clearSelection();
        detail.hide();
    }

    private void follow() {
        requests.getSelectionModel().selectedItemProperty().subscribe(entry -> {
            if (entry != null) {
                open(entry, RequestDetails.of(entry, formats), "Copy as curl");
                String trace = entry.traceId();
                if (trace != null) {
                    detail.offer("Show its trace", () -> openTrace.accept(trace));
                }
            }
        });
        statements.getSelectionModel().selectedItemProperty().subscribe(figures -> {
            if (figures != null && !model.updating()) {
                open(figures, RequestDetails.of(figures, formats, clock), COPY_STATEMENT);
                suspects.getSelectionModel().clearSelection();
            }
        });
        suspects.getSelectionModel().selectedItemProperty().subscribe(suspect -> {
            if (suspect != null && !model.updating()) {
                open(suspect, RequestDetails.of(suspect, formats, clock), COPY_STATEMENT);
                statements.getSelectionModel().clearSelection();
            }
        });
        // Figures are new every few seconds: what was selected is found again by its statement.
        model.statements().addListener((ListChangeListener<QueryFigures>) change -> selectAgain());
        model.suspects().addListener((ListChangeListener<QuerySuspect>) change -> selectAgain());
    }

    private void selectAgain() {
        if (opened instanceof QueryFigures before) {
            statements.getItems().stream()
                    .filter(now -> now.statement().equals(before.statement()))
                    .findFirst()
                    .ifPresent(now -> {
                        statements.getSelectionModel().select(now);
                        open(now, RequestDetails.of(now, formats, clock), COPY_STATEMENT);
                    });
        } else if (opened instanceof QuerySuspect before) {
            suspects.getItems().stream()
                    .filter(now -> now.statement().equals(before.statement())
                            && now.route().equals(before.route()))
                    .findFirst()
                    .ifPresent(now -> {
                        suspects.getSelectionModel().select(now);
                        open(now, RequestDetails.of(now, formats, clock), COPY_STATEMENT);
                    });
        }
    }

    private void open(Object row, Detail shown, String copyWhat) {
        opened = row;
        detail.show(shown, copyWhat);
    }

    private void copy() {
        switch (opened) {
            case RequestEntry entry -> model.curl(entry, this::toClipboard);
            case QueryFigures figures -> toClipboard(figures.statement());
            case QuerySuspect suspect -> toClipboard(suspect.statement());
            default -> {}
        }
    }

    private void toClipboard(String text) {
        ClipboardContent clip = new ClipboardContent();
        clip.putString(text);
        Clipboard.getSystemClipboard().setContent(clip);
        detail.copied();
    }
}
