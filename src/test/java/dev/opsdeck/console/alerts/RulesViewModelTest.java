package dev.opsdeck.console.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.api.alerts.BacktestReport;
import dev.opsdeck.api.alerts.RuleMetric;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.console.alerts.RuleForm.Field;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.task.DirectTasks;
import dev.opsdeck.console.ui.Formats;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.SimpleStringProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RulesViewModelTest {

    private final FakeAlertServer server = new FakeAlertServer();
    private final DirectTasks tasks = new DirectTasks();
    private final SimpleStringProperty selected = new SimpleStringProperty("one");
    private final Told told = new Told();
    private final Asking<AlertServer> asking =
            new Asking<>(() -> server, selected, new LiveModel(), tasks, new Formats(ZoneOffset.UTC));
    private final ForecastViewModel forecast =
            new ForecastViewModel(asking, tasks, InstantSource.fixed(FakeAlertServer.NOON));
    private final RuleEditorViewModel editor = new RuleEditorViewModel(forecast);
    private final RulesViewModel model = new RulesViewModel(asking, editor, told);

    @BeforeEach
    void shown() {
        model.shown();
    }

    @Test
    void aChangedRuleReplacesTheOldOneByTheVersionThatWasRead() {
        model.edit(model.rules().getFirst());
        editor.warning().threshold().set("600");
        model.saveEdited();
        assertThat(server.calls).contains("save [response time] over \"1\"");
        assertThat(model.rules().getFirst().levels().getFirst().threshold()).isEqualTo(600);
        assertThat(model.editing().get()).isFalse();
        assertThat(told.done).containsExactly("Rule saved: response time: it is evaluated from now on.");
        model.enable(model.rules().getFirst(), false);
        assertThat(server.calls).contains("save [response time] over \"2\"");
        assertThat(model.rules().getFirst().enabled()).isFalse();
    }

    @Test
    void nothingTypedIsLostWhenSomebodyElseWasFaster() {
        model.edit(null);
        editor.name().set("mine");
        server.rules = List.of(FakeAlertServer.rule("theirs", 100));
        server.version = 9;
        model.saveEdited();
        assertThat(editor.notice().get()).startsWith("Somebody else has changed the rules meanwhile.");
        assertThat(model.editing().get()).isTrue();
        assertThat(editor.name().get()).isEqualTo("mine");
        model.saveEdited();
        assertThat(server.rules).extracting(AlertRule::name).containsExactly("theirs", "mine");
        assertThat(model.editing().get()).isFalse();
    }

    @Test
    void whatTheServerRefusesIsSaidAtItsFieldAndStays() {
        model.edit(model.rules().getFirst());
        editor.critical().hold().set("3m");
        server.failure = FakeAlertServer.rejected(400, "Too short for this server.", "rules[0].levels[1].for");
        model.saveEdited();
        assertThat(editor.faults()).containsEntry(Field.CRITICAL_HOLD, "Too short for this server.");
        assertThat(editor.critical().hold().get()).isEqualTo("3m");
        editor.critical().hold().set("4m");
        assertThat(editor.faults()).isEmpty();
    }

    @Test
    void aNameThatIsTakenIsRefusedBeforeTheServerIsAsked() {
        model.edit(null);
        editor.name().set("Response Time");
        server.calls.clear();
        model.saveEdited();
        assertThat(editor.notice().get()).startsWith("Another rule has this name");
        assertThat(server.calls).isEmpty();
    }

    @Test
    void theEditorKnowsWhetherSomethingWasTyped() {
        model.edit(model.rules().getFirst());
        assertThat(editor.changed()).isFalse();
        editor.warning().threshold().set("501");
        assertThat(editor.changed()).isTrue();
        model.cancel();
        model.edit(null);
        assertThat(editor.changed()).isFalse();
    }

    @Test
    void aSetReplacesAllAndARuleCanBeDeleted() {
        model.use(model.sets().getFirst());
        assertThat(model.rules()).extracting(AlertRule::name).containsExactly("slow", "errors");
        model.delete(model.rules().getFirst());
        assertThat(model.rules()).extracting(AlertRule::name).containsExactly("errors");
    }

    @Test
    void aRefusedDeletionIsToldAndTheListStays() {
        server.failure = FakeAlertServer.rejected(403, "No.", null);
        model.delete(model.rules().getFirst());
        assertThat(told.failed).hasSize(1).first().asString().contains("operator token");
        assertThat(model.rules()).hasSize(1);
    }

    @Test
    void anotherServerClosesTheEditorAndShowsItsOwnRules() {
        model.edit(model.rules().getFirst());
        server.rules = List.of(FakeAlertServer.rule("of two", 1));
        selected.set("two");
        assertThat(model.editing().get()).isFalse();
        assertThat(model.rules()).extracting(AlertRule::name).containsExactly("of two");
    }

    @Test
    void theForecastIsAskedForOnceAfterTheLastOfSeveralChanges() {
        server.firings = List.of(
                new BacktestReport.Firing(
                        Severity.WARNING, FakeAlertServer.NOON.minusSeconds(900), FakeAlertServer.NOON, 700.0),
                new BacktestReport.Firing(Severity.CRITICAL, FakeAlertServer.NOON.minusSeconds(60), null, 1200.0));
        model.edit(model.rules().getFirst());
        editor.warning().threshold().set("5");
        editor.warning().threshold().set("50");
        editor.warning().threshold().set("501");
        assertThat(forecast.busy().get()).isTrue();
        assertThat(server.calls).noneMatch(call -> call.startsWith("backtest"));
        tasks.tick();
        assertThat(server.calls).filteredOn(call -> call.startsWith("backtest")).containsExactly("backtest 501.0");
        assertThat(forecast.busy().get()).isFalse();
        assertThat(forecast.sentence().get())
                .isEqualTo("Would have fired 2 times in the last 24 h: 1 warning and 1 critical, the longest for"
                        + " 15 min.");
        ForecastViewModel.Picture picture =
                Objects.requireNonNull(forecast.picture().get());
        assertThat(picture.peak()).isBetween(500.0, 1200.0);
        assertThat(picture.marks()).hasSize(2);
        editor.warning().threshold().set("502");
        tasks.tick();
        assertThat(server.calls).filteredOn(call -> call.startsWith("history")).hasSize(1);
    }

    @Test
    void theForecastIsInTheRulesUnit() {
        model.edit(model.rules().getFirst());
        editor.unit().set("s");
        editor.warning().recovery().set("");
        tasks.tick();
        assertThat(Objects.requireNonNull(forecast.picture().get()).peak()).isBetween(0.5, 1.2);
    }

    @Test
    void whatIsNoRuleIsNotTriedAndAFailureIsSaidInItsPlace() {
        model.edit(model.rules().getFirst());
        editor.warning().threshold().set("many");
        tasks.tick();
        assertThat(server.calls).noneMatch(call -> call.startsWith("backtest"));
        editor.warning().threshold().set("500");
        server.failure = new Offline(Reason.GONE, "eu-prod", "");
        tasks.tick();
        assertThat(forecast.sentence().get()).startsWith("No answer from eu-prod");
        assertThat(asking.notice().get()).isEmpty();
    }

    @Test
    void whatIsOnlySeenLiveCannotBeTried() {
        model.edit(model.rules().getFirst());
        editor.metric().set(RuleMetric.UNREACHABLE);
        assertThat(editor.unit().get()).isEqualTo("1");
        tasks.tick();
        assertThat(server.calls).noneMatch(call -> call.startsWith("backtest"));
        assertThat(forecast.sentence().get()).contains("only seen live");
    }

    @Test
    void aDayThatIsNotStoredWholeIsSaid() {
        server.samples = 2_520;
        model.edit(model.rules().getFirst());
        tasks.tick();
        assertThat(forecast.sentence().get())
                .isEqualTo("Would not have fired in the last 24 h, of which 42 min are stored.");
        server.samples = 0;
        editor.warning().threshold().set("501");
        tasks.tick();
        assertThat(forecast.sentence().get()).isEqualTo("Nothing is stored yet to try this on.");
    }
}
