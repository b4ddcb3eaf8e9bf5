package dev.opsdeck.console.requests;

import static dev.opsdeck.console.ui.Visibility.text;
import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.requests.QueryFigures;
import dev.opsdeck.api.requests.RequestEntry;
import dev.opsdeck.console.requests.Parts.Part;
import dev.opsdeck.console.requests.RequestsViewModel.Tab;
import dev.opsdeck.console.ui.Commands;
import dev.opsdeck.console.ui.DetailPane;
import dev.opsdeck.console.ui.FileDialogs;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.NoticeBar;
import dev.opsdeck.console.ui.PageView;
import dev.opsdeck.console.ui.StaleLabel;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;

/// The Requests page. Forwards what is done to [RequestsViewModel] and shows what that says.
final class RequestsController implements PageView {

    private static final String METHOD_FILTER = "Filter by method, such as Json.bytes  ( / )";
    private static final String ROUTE_FILTER = "Filter by route, such as /products  ( / )";

    private final RequestsViewModel model;
    private final TracesViewModel tracesModel;
    private final InsightsViewModel insightsModel;
    private final ProfilesViewModel profilesModel;
    private final Commands commands;
    private final FileDialogs files;
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
    private ToggleButton showTraces;

    @FXML
    private ToggleButton showInsights;

    @FXML
    private ToggleButton showProfiles;

    @FXML
    private VBox kept;

    @FXML
    private TracesPane tracesPane;

    @FXML
    private InsightsPane insightsPane;

    @FXML
    private ProfilesPane profilesPane;

    @FXML
    private TextField filter;

    @FXML
    private Label count;

    @FXML
    private StaleLabel stale;

    @FXML
    private ThresholdForm threshold;

    @FXML
    private Button reset;

    @FXML
    private NoticeBar notice;

    @FXML
    private VBox content;

    @FXML
    private SuspectsCard suspectsCard;

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

    private OpenRow open;
    private Parts parts;

    // The fields are set by the loader before initialize.
    @SuppressWarnings("NullAway.Init")
    RequestsController(
            RequestsViewModel model,
            TracesViewModel tracesModel,
            InsightsViewModel insightsModel,
            ProfilesViewModel profilesModel,
            Commands commands,
            FileDialogs files,
            Formats formats,
            InstantSource clock) {
        this.model = model;
        this.tracesModel = tracesModel;
        this.insightsModel = insightsModel;
        this.profilesModel = profilesModel;
        this.commands = commands;
        this.files = files;
        this.formats = formats;
        this.clock = clock;
    }

    @FXML
    void initialize() {
        parts = new Parts(tabs, this::showFilter);
        parts.add(new Part(List.of(slow, errors, queries), kept, model::shown, model::hidden));
        parts.add(new Part(List.of(showTraces), tracesPane, tracesModel::shown, tracesModel::hidden));
        parts.add(new Part(List.of(showInsights), insightsPane, insightsModel::shown, insightsModel::hidden));
        parts.add(new Part(List.of(showProfiles), profilesPane, profilesModel::shown, profilesModel::hidden));
        Map<Tab, ToggleButton> buttons = Map.of(Tab.SLOW, slow, Tab.ERRORS, errors, Tab.QUERIES, queries);
        buttons.forEach((tab, button) -> button.selectedProperty().subscribe(selected -> {
            if (selected) {
                model.tab().set(tab);
            }
        }));
        filter.textProperty().bindBidirectional(model.filter());
        model.count().subscribe(words -> text(count, words));
        threshold.show(model.threshold(), () -> commands.whenArmed("Change the slow threshold", model::saveThreshold));
        Tables.requests(requests, model.requests(), formats, clock);
        Tables.statements(statements, model.statements());
        suspectsCard.show(model.suspects());
        open = new OpenRow(model, detail, requests, statements, suspectsCard.table(), formats, clock, this::openTrace);
        tracesPane.show(tracesModel, formats, clock);
        insightsPane.show(insightsModel);
        profilesPane.show(profilesModel, model.filter(), commands, files, formats, clock);
        profilesModel.wanted().subscribe(id -> {
            if (id.longValue() > 0) {
                tabs.selectToggle(showProfiles);
            }
        });
        model.tab().subscribe(tab -> {
            tabs.selectToggle(buttons.get(tab));
            open.close();
            showTab(tab);
        });
        model.content().subscribe(now -> showContent());
        model.threshold().sentence().subscribe(now -> showContent());
        model.more().subscribe(more -> visible(older, more));
        notice.follow(model.notice(), model::read, model.content().map(now -> now == Content.FAILED));
        stale.follow(model.staleSince(), content);
        // While the connection is lost nothing can be changed.
        model.staleSince()
                .subscribe(
                        since -> List.of(threshold, reset, older).forEach(node -> node.setDisable(!since.isEmpty())));
        parts.seen(false);
    }

    private void showTab(Tab tab) {
        boolean statementsShown = tab == Tab.QUERIES;
        visible(requests, !statementsShown);
        visible(statements, statementsShown);
        visible(suspectsCard, statementsShown);
        visible(threshold, tab == Tab.SLOW);
        visible(reset, statementsShown);
        filter.setPromptText(statementsShown ? "Filter by statement or route  ( / )" : ROUTE_FILTER);
        showContent();
    }

    private void showContent() {
        Content now = model.content().get();
        visible(content, now == Content.ROWS);
        visible(loading, now == Content.LOADING);
        visible(empty, now != Content.ROWS && now != Content.LOADING);
        emptyText.setText(model.emptyText());
        visible(emptyAction, now != Content.EMPTY);
        emptyAction.setText(now == Content.FAILED ? "Try again" : "Clear the filter");
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
    void emptyAction() {
        if (model.content().get() == Content.FAILED) {
            model.read();
        } else {
            filter.clear();
        }
    }

    @Override
    public void shown() {
        parts.seen(true);
    }

    @Override
    public void hidden() {
        parts.seen(false);
    }

    private void showFilter() {
        filter.setDisable(parts.isShown(showInsights));
        if (parts.isShown(showTraces)) {
            filter.setPromptText(ROUTE_FILTER);
        } else if (parts.isShown(showProfiles)) {
            filter.setPromptText(METHOD_FILTER);
        } else if (!parts.isShown(showInsights)) {
            showTab(model.tab().get());
        }
    }

    private void openTrace(String id) {
        tabs.selectToggle(showTraces);
        tracesModel.open(id);
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
        if (parts.isShown(showTraces)) {
            boolean one = tracesModel.opened().get() != null;
            tracesModel.close();
            return one;
        }
        if (parts.isShown(showProfiles)) {
            boolean one = profilesModel.opened().get() != null;
            profilesModel.close();
            return one;
        }
        boolean shown = detail.isVisible();
        open.close();
        return shown;
    }
}
