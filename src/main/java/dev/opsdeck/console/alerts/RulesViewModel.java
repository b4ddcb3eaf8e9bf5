package dev.opsdeck.console.alerts;

import dev.opsdeck.api.InvalidField;
import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.api.alerts.AlertRules;
import dev.opsdeck.api.alerts.RuleSet;
import dev.opsdeck.console.connection.AlertApi.Rules;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.live.Asking;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The rules of the server shown. They are replaced as a whole, by the version that was read: who was overtaken by
/// somebody else is told so, reads anew, and has lost nothing that was typed. FX thread.
final class RulesViewModel {

    private static final int OVERTAKEN = 412;

    private final Asking<AlertServer> asking;
    private final Rows<AlertRule> rows;
    private final RuleEditorViewModel editor;
    private final Reports reports;
    private final ReadOnlyBooleanWrapper editing = new ReadOnlyBooleanWrapper(this, "editing");
    private final ObservableList<RuleSet> sets = FXCollections.observableArrayList();
    private @Nullable String version;

    RulesViewModel(Asking<AlertServer> asking, RuleEditorViewModel editor, Reports reports) {
        this.asking = asking;
        this.editor = editor;
        this.reports = reports;
        rows = new Rows<>(asking, "Reading the rules", AlertServer::rules, this::kept);
        asking.turns().subscribe((before, now) -> {
            cancel();
            sets.clear();
        });
    }

    ObservableList<AlertRule> rules() {
        return rows.list();
    }

    ReadOnlyObjectProperty<Content> content() {
        return rows.content();
    }

    /// Rules to begin with; empty until they are read.
    ObservableList<RuleSet> sets() {
        return sets;
    }

    /// Whether the editor stands in place of the list.
    ReadOnlyBooleanProperty editing() {
        return editing.getReadOnlyProperty();
    }

    RuleEditorViewModel editor() {
        return editor;
    }

    void shown() {
        rows.shown();
        if (sets.isEmpty()) {
            asking.read("Reading the sets of rules", AlertServer::ruleSets, sets::setAll, () -> {});
        }
    }

    void hidden() {
        rows.hidden();
    }

    void readAgain() {
        rows.read();
    }

    /// Opens the editor.
    ///
    /// @param rule null for a new one
    void edit(@Nullable AlertRule rule) {
        editor.open(rule);
        editing.set(true);
    }

    /// Closes the editor; what was typed is gone.
    void cancel() {
        editor.close();
        editing.set(false);
    }

    /// Hands what is in the editor to the server.
    void saveEdited() {
        AlertRule rule = editor.rule();
        if (rule == null) {
            return;
        }
        List<AlertRule> all = new ArrayList<>(rules());
        int at = indexOf(all, editor.original());
        if (at < 0) {
            all.add(rule);
        } else {
            all.set(at, rule);
        }
        try {
            replace(
                    new AlertRules(all),
                    "Rule saved",
                    rule.name() + ": it is evaluated from now on.",
                    this::cancel,
                    this::refused);
        } catch (InvalidField e) {
            editor.say("Another rule has this name already: give it one of its own.");
        }
    }

    /// Switches a rule on or off.
    void enable(AlertRule rule, boolean on) {
        AlertRule changed = new AlertRule(
                rule.name(),
                rule.metric(),
                rule.comparison(),
                rule.levels(),
                rule.unit(),
                rule.window(),
                rule.keepFiringFor(),
                rule.noData(),
                rule.text(),
                rule.link(),
                on);
        List<AlertRule> all = new ArrayList<>(rules());
        int at = indexOf(all, rule.name());
        if (at >= 0) {
            all.set(at, changed);
            replace(all, on ? "Rule switched on" : "Rule switched off", rule.name());
        }
    }

    void delete(AlertRule rule) {
        List<AlertRule> all = new ArrayList<>(rules());
        all.removeIf(known -> known.name().equals(rule.name()));
        replace(all, "Rule deleted", rule.name());
    }

    void use(RuleSet set) {
        replace(set.rules(), "Rules replaced", set.title());
    }

    private void replace(List<AlertRule> all, String title, String sentence) {
        replace(new AlertRules(all), title, sentence, () -> {}, failure -> {
            reports.failed(failure);
            rows.read();
        });
    }

    private void replace(AlertRules all, String title, String sentence, Runnable then, Consumer<Failure> failed) {
        String from = version;
        asking.ask(
                "Saving the rules",
                server -> server.saveRules(new Rules(all, from)),
                saved -> {
                    rows.put(kept(saved));
                    then.run();
                    reports.done(title, sentence);
                },
                failed);
    }

    private void refused(Failure failure) {
        if (failure instanceof Failure.Rejected rejected && rejected.status() == OVERTAKEN) {
            rows.read();
            editor.say("Somebody else has changed the rules meanwhile. They were read again and what you typed is still"
                    + " here: save again to add it to theirs.");
        } else {
            editor.refused(failure);
        }
    }

    private List<AlertRule> kept(Rules read) {
        version = read.version();
        return read.rules().rules();
    }

    private static int indexOf(List<AlertRule> rules, @Nullable String name) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
