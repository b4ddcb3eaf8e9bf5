package dev.opsdeck.console.alerts;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.api.alerts.RuleSet;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.console.ui.Commands;
import dev.opsdeck.console.ui.Overlay;
import dev.opsdeck.console.ui.PageView;
import dev.opsdeck.console.ui.Question;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The part of the Alerts page about rules: their list, or the editor in its place. FX thread.
final class RulesController implements PageView {

    private final RulesViewModel model;
    private final Commands commands;
    private final Overlay overlay;
    private final Parent editor;

    @FXML
    private StackPane place;

    @FXML
    private VBox list;

    @FXML
    private Label count;

    @FXML
    private Button edit;

    @FXML
    private Button delete;

    @FXML
    private MenuButton sets;

    @FXML
    private VBox rows;

    @FXML
    private TableView<AlertRule> rules;

    @FXML
    private Standing standing;

    /// @param editor its view
    @SuppressWarnings("NullAway.Init") // The fields are set by the loader before initialize.
    RulesController(RulesViewModel model, Commands commands, Overlay overlay, Parent editor) {
        this.model = model;
        this.commands = commands;
        this.overlay = overlay;
        this.editor = editor;
    }

    @FXML
    void initialize() {
        place.getChildren().add(editor);
        model.editing().subscribe(editing -> {
            visible(list, !editing);
            visible(editor, editing);
        });
        table();
        var none = Bindings.isNull(rules.getSelectionModel().selectedItemProperty());
        edit.disableProperty().bind(none);
        delete.disableProperty().bind(none);
        model.rules().addListener((ListChangeListener<AlertRule>) change -> count());
        model.sets().addListener((ListChangeListener<RuleSet>) change -> offer());
        offer();
        model.content().subscribe(now -> {
            count();
            standing.show(now, rows, "There is no rule: nothing is watched.", "New rule", this::add, model::readAgain);
        });
    }

    private void table() {
        rules.setItems(model.rules());
        TableColumn<AlertRule, AlertRule> name = Columns.text("Rule", 140, AlertRule::name);
        Columns.put(
                rules,
                List.of(
                        Columns.node("On", 44, this::box),
                        name,
                        Columns.text("Watches", 176, rule -> RuleWords.title(rule.metric()), AlertRule::metric),
                        Columns.text("Warning", 128, rule -> RuleWords.level(rule, Severity.WARNING)),
                        Columns.text("Critical", 132, rule -> RuleWords.level(rule, Severity.CRITICAL))),
                name,
                120);
        rules.setRowFactory(table -> {
            TableRow<AlertRule> row = new TableRow<>();
            row.setOnMouseClicked(click -> {
                if (click.getClickCount() == 2 && row.getItem() != null) {
                    model.edit(row.getItem());
                }
            });
            return row;
        });
        rules.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ENTER) {
                key.consume();
                edit();
            }
        });
    }

    private Node box(AlertRule rule) {
        CheckBox box = new CheckBox();
        box.setSelected(rule.enabled());
        box.setAccessibleText(rule.name() + (rule.enabled() ? " is on" : " is off"));
        box.setOnAction(click -> {
            // It changes when the server has taken it.
            box.setSelected(rule.enabled());
            commands.whenArmed(
                    rule.enabled() ? "Switch a rule off" : "Switch a rule on",
                    () -> model.enable(rule, !rule.enabled()));
        });
        return box;
    }

    private void count() {
        long on = model.rules().stream().filter(AlertRule::enabled).count();
        int all = model.rules().size();
        count.setText(
                all == 0 ? "" : RuleWords.times(all, "rule") + (on == all ? "" : ", " + (all - on) + " switched off"));
    }

    private void offer() {
        sets.getItems().setAll(model.sets().stream().map(this::item).toList());
        sets.setDisable(model.sets().isEmpty());
    }

    private MenuItem item(RuleSet set) {
        MenuItem item = new MenuItem(set.title());
        item.setOnAction(chosen -> Question.ask(
                overlay,
                "Use these rules: " + set.title() + "?",
                "The " + RuleWords.times(model.rules().size(), "rule") + " of now are replaced by "
                        + RuleWords.times(set.rules().size(), "other") + ". Alerts of rules that are not among them"
                        + " end.",
                "Replace the rules",
                () -> commands.whenArmed("Replace the alert rules", () -> model.use(set))));
        return item;
    }

    private @Nullable AlertRule selected() {
        return rules.getSelectionModel().getSelectedItem();
    }

    @FXML
    void add() {
        model.edit(null);
    }

    @FXML
    void edit() {
        AlertRule rule = selected();
        if (rule != null) {
            model.edit(rule);
        }
    }

    @FXML
    void delete() {
        AlertRule rule = selected();
        if (rule != null) {
            Question.ask(
                    overlay,
                    "Delete the rule " + rule.name() + "?",
                    "Its alerts end, and nobody is told when this happens again. What has fired stays in the history.",
                    "Delete the rule",
                    () -> commands.whenArmed("Delete an alert rule", () -> model.delete(rule)));
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
    public boolean back() {
        boolean editing = model.editing().get();
        if (editing && model.editor().changed()) {
            Question.ask(
                    overlay, "Leave the rule unsaved?", "What you have typed is lost then.", "Leave it", model::cancel);
        } else {
            model.cancel();
        }
        return editing;
    }
}
