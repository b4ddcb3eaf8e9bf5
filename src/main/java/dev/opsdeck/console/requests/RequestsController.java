package dev.opsdeck.console.requests;

import dev.opsdeck.api.requests.QueryFigures;
import dev.opsdeck.api.requests.QuerySuspect;
import dev.opsdeck.api.requests.RequestEntry;
import dev.opsdeck.console.requests.RequestsViewModel.Content;
import dev.opsdeck.console.requests.RequestsViewModel.Tab;
import dev.opsdeck.console.ui.Commands;
import dev.opsdeck.console.ui.Detail;
import dev.opsdeck.console.ui.DetailPane;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.PageView;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The Requests page. Forwards what is done to [RequestsViewModel] and shows what that says.
final class RequestsController implements PageView {

    private static final String COPY_STATEMENT = "Copy statement";

    private final RequestsViewModel model;
    private final Commands commands;
    private final Formats formats;
    private final InstantSource clock;

    @FXML
    private ToggleGroup tabs;

    @FXML
    private ToggleButton slow;

    @FXML
    private ToggleButton errors;

    @FXML
    private ToggleButton queries;

    @FXML
    private TextField filter;

    @FXML
    private Label count;

    @FXML
    private Label stale;

    @FXML
    private ThresholdForm threshold;

    @FXML
    private Button reset;

    @FXML
    private HBox noticeBox;

    @FXML
    private Label notice;

    @FXML
    private VBox content;

    @FXML
    private VBox suspectsBox;

    @FXML
    private Label noSuspects;

    @FXML
    private TableView<QuerySuspect> suspects;

    @FXML
    private TableView<RequestEntry> requests;

    @FXML
    private TableView<QueryFigures> statements;

    @FXML
    private Button older;

    @FXML
    private VBox empty;

    @FXML
    private Label emptyText;

    @FXML
    private Button emptyAction;

    @FXML
    private VBox loading;

    @FXML
    private DetailPane detail;

    private Object opened = "";

    // The fields are set by the loader before initialize.
    @SuppressWarnings("NullAway.Init")
    RequestsController(RequestsViewModel model, Commands commands, Formats formats, InstantSource clock) {
        this.model = model;
        this.commands = commands;
        this.formats = formats;
        this.clock = clock;
    }

    @FXML
    void initialize() {
        tabs.selectedToggleProperty().addListener((property, before, now) -> {
            if (now == null) {
                tabs.selectToggle(before);
            }
        });
        Map<Tab, ToggleButton> buttons = Map.of(Tab.SLOW, slow, Tab.ERRORS, errors, Tab.QUERIES, queries);
        buttons.forEach((tab, button) -> button.selectedProperty().subscribe(selected -> {
            if (selected) {
                model.tab().set(tab);
            }
        }));
        filter.textProperty().bindBidirectional(model.filter());
        count.textProperty().bind(model.count());
        threshold.show(model.threshold(), () -> commands.whenArmed("Change the slow threshold", model::saveThreshold));
        detail.onCopy(this::copy);
        detail.onClose(this::close);
        tables();
        model.tab().subscribe(tab -> {
            tabs.selectToggle(buttons.get(tab));
            close();
            showTab(tab);
        });
        model.content().subscribe(now -> showContent());
        model.threshold().sentence().subscribe(now -> showContent());
        model.more().subscribe(more -> show(older, more));
        model.notice().subscribe(text -> {
            notice.setText(text);
            show(noticeBox, !text.isEmpty());
        });
        model.staleSince().subscribe(this::showAge);
    }

    private void tables() {
        Tables.requests(requests, model.requests(), formats, clock);
        Tables.statements(statements, model.statements());
        Tables.suspects(suspects, model.suspects());
        requests.getSelectionModel().selectedItemProperty().subscribe(entry -> {
            if (entry != null) {
                open(entry, RequestDetails.of(entry, formats), "Copy as curl");
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
        model.suspects().addListener((ListChangeListener<QuerySuspect>) change -> {
            showSuspects();
            selectAgain();
        });
        showSuspects();
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

    private void showSuspects() {
        boolean any = !model.suspects().isEmpty();
        show(suspects, any);
        show(noSuspects, !any);
        suspects.setMinHeight(Tables.heightOf(1));
        suspects.setPrefHeight(Tables.heightOf(model.suspects().size()));
    }

    private void showTab(Tab tab) {
        boolean statementsShown = tab == Tab.QUERIES;
        show(requests, !statementsShown);
        show(statements, statementsShown);
        show(suspectsBox, statementsShown);
        show(threshold, tab == Tab.SLOW);
        show(reset, statementsShown);
        filter.setPromptText(
                statementsShown ? "Filter by statement or route  ( / )" : "Filter by route, such as /products  ( / )");
        showContent();
    }

    private void showContent() {
        Content now = model.content().get();
        show(content, now == Content.ROWS);
        show(loading, now == Content.LOADING);
        show(empty, now != Content.ROWS && now != Content.LOADING);
        emptyText.setText(model.emptyText());
        show(emptyAction, now != Content.EMPTY);
        emptyAction.setText(now == Content.FAILED ? "Try again" : "Clear the filter");
    }

    /// While the connection is lost nothing can be changed.
    private void showAge(String since) {
        stale.setText(since.isEmpty() ? "" : since + ": the connection is lost.");
        show(stale, !since.isEmpty());
        List.of(threshold, reset, older).forEach(node -> node.setDisable(!since.isEmpty()));
        content.getStyleClass().remove("requests-stale");
        if (!since.isEmpty()) {
            content.getStyleClass().add("requests-stale");
        }
    }

    private void open(Object row, Detail shown, String copyWhat) {
        opened = row;
        detail.show(shown, copyWhat);
    }

    private void close() {
        opened = "";
        requests.getSelectionModel().clearSelection();
        statements.getSelectionModel().clearSelection();
        suspects.getSelectionModel().clearSelection();
        detail.hide();
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

    @FXML
    void reset() {
        commands.whenArmed("Reset the query statistics", model::resetQueries);
    }

    @FXML
    void older() {
        model.older();
    }

    @FXML
    void tryAgain() {
        model.read();
    }

    @FXML
    void emptyAction() {
        if (model.content().get() == Content.FAILED) {
            model.read();
        } else {
            filter.clear();
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

    @Override
    public void search() {
        filter.requestFocus();
        filter.selectAll();
    }

    @Override
    public boolean back() {
        if (model.threshold().editing().get()) {
            model.threshold().cancel();
            return true;
        }
        boolean open = detail.isVisible();
        close();
        return open;
    }

    private static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
