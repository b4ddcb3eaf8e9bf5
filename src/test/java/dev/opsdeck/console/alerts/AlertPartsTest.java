package dev.opsdeck.console.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertRecording;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.Channel;
import dev.opsdeck.api.alerts.ChannelKind;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.alerts.Silence;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.live.Batch;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.live.SelectedRange;
import dev.opsdeck.console.live.TimeRange;
import dev.opsdeck.console.task.DirectTasks;
import dev.opsdeck.console.ui.Detail;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.State;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.SimpleStringProperty;
import org.junit.jupiter.api.Test;

/// What fired, silences and channels, without a window.
class AlertPartsTest {

    private static final Offline GONE = new Offline(Reason.GONE, "eu-prod", "");
    private static final InstantSource CLOCK = InstantSource.fixed(FakeAlertServer.NOON);

    private final FakeAlertServer server = new FakeAlertServer();
    private final DirectTasks tasks = new DirectTasks();
    private final SimpleStringProperty selected = new SimpleStringProperty("one");
    private final LiveModel live = new LiveModel();
    private final SelectedRange range = new SelectedRange();
    private final Told told = new Told();
    private final Formats formats = new Formats(ZoneOffset.UTC);
    private final Asking<AlertServer> asking = new Asking<>(() -> server, selected, live, tasks, formats);

    @Test
    void anAlertInDetailSaysItsStepsAndWhatWasSent() {
        StepsViewModel steps = new StepsViewModel(asking, formats, CLOCK);
        Alert alert = alert("c", Severity.CRITICAL);
        server.alerts.add(alert);
        server.notifications.add(FakeAlertServer.sent("c"));
        server.notifications.add(FakeAlertServer.sent("other"));
        steps.open(alert);
        Detail detail = Objects.requireNonNull(steps.shown().get());
        assertThat(detail.lines())
                .contains(
                        new Detail.Line("Step", "11:42:00  pending at 531 ms"),
                        new Detail.Line("Step", "11:44:00  firing at 612 ms"),
                        new Detail.Line("Sent", "12:00:01  slack, trigger"));
        assertThat(detail.lines())
                .filteredOn(line -> line.name().equals("Sent"))
                .hasSize(1);
        selected.set("two");
        assertThat(steps.shown().get()).isNull();
    }

    @Test
    void anAlertLeadsToWhatWasRecordedBeforeItOrSaysWhyThereIsNothing() {
        StepsViewModel steps = new StepsViewModel(asking, formats, CLOCK);
        Alert first = alert("c", Severity.CRITICAL);
        Alert second = alert("d", Severity.CRITICAL);
        server.alerts.addAll(List.of(first, second));
        server.recording = new AlertRecording(12L, null);
        steps.open(first);
        assertThat(steps.profile()).isEqualTo(12);
        server.recording = new AlertRecording(null, "Nothing is kept.");
        steps.open(second);
        assertThat(steps.profile()).isZero();
        assertThat(Objects.requireNonNull(steps.shown().get()).lines())
                .contains(new Detail.Line("Recording", "Nothing is kept."));
        steps.close();
        assertThat(steps.profile()).isZero();
    }

    @Test
    void theHistoryIsFilteredByTheServerAndReadInPages() {
        HistoryViewModel model = new HistoryViewModel(asking, live, range, CLOCK);
        for (int i = 0; i < 150; i++) {
            server.alerts.add(FakeAlertServer.alert(
                    "b" + i, i < 20 ? Severity.CRITICAL : Severity.WARNING, AlertState.RESOLVED, 10 + i));
        }
        assertThat(server.calls).as("not before it is seen").isEmpty();
        model.shown();
        assertThat(model.rows()).hasSize(100);
        assertThat(model.more().get()).isTrue();
        assertThat(model.rules()).containsExactly(HistoryViewModel.ANY, "response time");
        model.older();
        assertThat(model.rows()).hasSize(150);
        assertThat(model.more().get()).isFalse();
        model.severity().set(Severity.CRITICAL);
        assertThat(model.rows()).hasSize(20);
        assertThat(model.count().get()).isEqualTo("20 alerts in the last 24 h");
        model.rule().set("another");
        assertThat(model.content().get()).isEqualTo(Content.NO_MATCH);
        model.clearFilter();
        assertThat(model.content().get()).isEqualTo(Content.ROWS);
        range.range().set(TimeRange.WEEK);
        assertThat(model.count().get()).isEqualTo("150 alerts in the last 7 d");
    }

    @Test
    void aNewAlertOfTheStreamMakesTheHistoryBeReadAgain() {
        HistoryViewModel model = new HistoryViewModel(asking, live, range, CLOCK);
        model.shown();
        assertThat(model.content().get()).isEqualTo(Content.EMPTY);
        Alert fired = alert("c", Severity.CRITICAL);
        server.alerts.add(fired);
        live.apply(Batch.of(List.of(fired)));
        assertThat(model.rows()).hasSize(1);
        server.failure = GONE;
        selected.set("two");
        assertThat(model.content().get()).isEqualTo(Content.FAILED);
        assertThat(asking.notice().get()).startsWith("No answer from eu-prod");
    }

    @Test
    void whatIsOverIsOnlyListedWhenAskedFor() {
        SilencesViewModel model = new SilencesViewModel(asking, CLOCK, told);
        server.silences.add(FakeAlertServer.silence(1, 4));
        server.silences.add(FakeAlertServer.silence(2, -1));
        model.shown();
        assertThat(model.shownRows()).extracting(Silence::id).containsExactly(1L);
        model.ended().set(true);
        assertThat(model.shownRows()).hasSize(2);
        model.expire(model.shownRows().getFirst());
        assertThat(server.calls).contains("expire 1");
        assertThat(model.shownRows()).extracting(Silence::id).containsExactly(2L);
        assertThat(told.done).containsExactly("Silence ended: Alerts of response time can be heard again.");
    }

    @Test
    void aSilenceIsOfTheAlertItWasOpenedForAndNothingTypedIsLost() {
        List<Silence> made = new ArrayList<>();
        SilenceViewModel model = new SilenceViewModel(asking, CLOCK, ZoneId.of("Europe/Berlin"), made::add);
        model.opened(alert("c", Severity.CRITICAL));
        model.length().set("forever");
        model.save();
        assertThat(model.faults()).containsOnlyKeys(SilenceForm.Field.LENGTH, SilenceForm.Field.REASON);
        model.length().set("2h");
        model.weekly().set(true);
        model.days().clear();
        model.reason().set("New disks.");
        model.save();
        assertThat(model.faults()).containsOnlyKeys(SilenceForm.Field.DAYS);
        model.weekly().set(false);
        server.failure = GONE;
        model.save();
        assertThat(model.notice().get()).startsWith("No answer");
        assertThat(model.reason().get()).isEqualTo("New disks.");
        server.failure = null;
        model.save();
        assertThat(server.calls).contains("silence response time local 2026-03-02T14:00:00Z null");
        assertThat(made).hasSize(1);
    }

    @Test
    void aTestOfAChannelSaysWhatBecameOfIt() {
        ChannelsViewModel model = new ChannelsViewModel(asking, tasks);
        Channel slack = new Channel("slack", ChannelKind.SLACK, true, "https://…", null, null, null, 0);
        server.channels.add(slack);
        model.shown();
        model.test(slack);
        assertThat(model.outcomes().get("slack"))
                .isEqualTo(new ChannelsViewModel.Outcome(
                        State.OK, "delivered in 212 ms: The receiver answered 200 with ok."));
        server.failure = GONE;
        model.test(slack);
        assertThat(Objects.requireNonNull(model.outcomes().get("slack")).state())
                .isEqualTo(State.CRITICAL);
        assertThat(ChannelWords.word(slack)).isEqualTo("nothing sent yet");
    }

    @Test
    void whileTheConnectionIsLostItSaysSinceWhen() {
        live.apply(Batch.of(new LinkState.Lost(FakeAlertServer.NOON, GONE, null)));
        assertThat(asking.staleSince().get()).isEqualTo("As of 12:00:00");
        live.apply(Batch.of(new LinkState.Live(FakeAlertServer.NOON)));
        assertThat(asking.staleSince().get()).isEmpty();
    }

    private static Alert alert(String id, Severity severity) {
        return FakeAlertServer.alert(id, severity, AlertState.FIRING, 16);
    }
}
