package dev.opsdeck.console.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.capacity.PlanItem;
import dev.opsdeck.console.capacity.CapacityViewModel.Content;
import dev.opsdeck.console.capacity.CapacityViewModel.Export;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.live.Asking;
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
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Capacity page without a window.
class CapacityViewModelTest {

    private static final Offline GONE = new Offline(Reason.GONE, "eu-prod", "eu.example:8080");

    private final FakeCapacityServer server = new FakeCapacityServer();
    private final SimpleObjectProperty<String> selected = new SimpleObjectProperty<>("one");
    private final DirectTasks tasks = new DirectTasks();
    private final List<String> notices = new ArrayList<>();
    private final LiveModel live = new LiveModel();
    private final Asking<CapacityServer> asking =
            new Asking<>(() -> server, selected, live, tasks, new Formats(ZoneOffset.UTC));
    private final PlanViewModel plan =
            new PlanViewModel(asking, tasks, (state, title, text) -> notices.add(state + " " + title + ": " + text));
    private final CapacityViewModel model = new CapacityViewModel(
            asking,
            plan,
            tasks,
            (state, title, text) -> notices.add(state + " " + title + ": " + text),
            new CapacityWords(new Formats(ZoneOffset.UTC), InstantSource.fixed(FakeCapacityServer.NOW)));

    @Test
    void theServerIsAskedOnlyWhileThePageIsSeen() {
        assertThat(server.calls).isEmpty();
        model.shown();
        assertThat(model.content().get()).isEqualTo(Content.SHOWN);
        assertThat(server.calls).containsExactly("report 1", "plan", "outlook 10");
        model.fit(3);
        assertThat(server.calls).contains("report 3");
        model.hidden();
        server.calls.clear();
        selected.set("two");
        assertThat(server.calls).isEmpty();
        assertThat(model.report().get()).as("another server's").isNull();
        assertThat(plan.there().get()).isFalse();
        model.shown();
        assertThat(plan.items()).hasSize(4);
    }

    @Test
    void whatIsTypedIsLookedAheadWithAMomentLaterAndSaved() {
        model.shown();
        server.calls.clear();
        assertThat(plan.changed().get()).isFalse();
        plan.growth().set("12");
        plan.growth().set("12,5");
        assertThat(server.calls).isEmpty();
        tasks.tick();
        assertThat(server.calls).containsExactly("outlook 12.5");
        plan.items().getFirst().cost.set("19.90");
        plan.remove(plan.items().getLast());
        plan.addItem();
        assertThat(plan.changed().get()).isTrue();
        plan.save();
        assertThat(server.calls).contains("save \"1\"");
        assertThat(server.plan.growthPercent().toPlainString()).isEqualTo("12.5");
        assertThat(server.plan.items())
                .extracting(PlanItem::name)
                .contains("New item")
                .doesNotContain("Item 4");
        assertThat(plan.changed().get()).isFalse();
        assertThat(notices).containsExactly("OK Plan saved: The capacity plan is kept by the server.");
    }

    @Test
    void aFieldAtFaultIsNamedAndNothingIsSent() {
        model.shown();
        server.calls.clear();
        plan.items().get(1).cost.set("much");
        assertThat(plan.faultField().get()).isEqualTo("items[1].cost");
        assertThat(plan.fault().get()).isEqualTo("Item 2: 'cost' must be a number such as 29 or 12.50.");
        plan.save();
        tasks.tick();
        assertThat(server.calls).isEmpty();
        plan.items().get(1).cost.set("3");
        plan.phases().get(2).users.set("0");
        assertThat(plan.fault().get()).startsWith("Phase 3: 'users' must be from 1");
        plan.phases().get(2).users.set("700");
        plan.currency().set("Taler");
        assertThat(plan.fault().get()).startsWith("'currency'");
        plan.currency().set("chf");
        assertThat(plan.fault().get()).isEmpty();
    }

    @Test
    void whoIsOvertakenHasLostNothingThatWasTyped() {
        model.shown();
        plan.growth().set("20");
        server.plan = FakeCapacityServer.plan("EUR", "1", "Theirs");
        server.version = 5;
        plan.save();
        assertThat(plan.said().get()).startsWith("Somebody else has changed the plan meanwhile.");
        assertThat(plan.growth().get()).isEqualTo("20");
        plan.save();
        assertThat(server.plan.growthPercent().intValue()).isEqualTo(20);
        assertThat(plan.said().get()).isEmpty();
    }

    @Test
    void discardShowsWhatTheServerHas() {
        model.shown();
        plan.growth().set("20");
        model.read();
        assertThat(plan.growth().get())
                .as("read again, but not over what is typed")
                .isEqualTo("20");
        server.plan = FakeCapacityServer.plan("EUR", "1", "Theirs");
        plan.discard();
        assertThat(plan.growth().get()).isEqualTo("1");
        assertThat(plan.items().getFirst().name.get()).isEqualTo("Theirs");
        assertThat(plan.changed().get()).isFalse();
    }

    @Test
    void whatTheServerRefusesIsSaidAtItsField() {
        model.shown();
        plan.growth().set("20");
        server.failure = FakeCapacityServer.refused(400, "items[0].note", "'note' is longer than 300 characters.");
        plan.save();
        assertThat(plan.faultField().get()).isEqualTo("items[0].note");
        server.failure = GONE;
        plan.save();
        assertThat(plan.said().get()).isEqualTo(GONE.text());
        assertThat(plan.growth().get()).isEqualTo("20");
    }

    @Test
    void whatFailsIsSaid() {
        server.failure = GONE;
        model.shown();
        assertThat(model.content().get()).isEqualTo(Content.FAILED);
        assertThat(model.notice().get()).isEqualTo(GONE.text());
        live.apply(Batch.of(new LinkState.Lost(FakeCapacityServer.NOW, GONE, null)));
        model.read();
        assertThat(model.notice().get()).as("the window says it").isEmpty();
        server.failure = FakeCapacityServer.refused(400, "runs", "'runs' must be from 1 to 5.");
        model.read();
        assertThat(model.notice().get()).as("what the window does not say").isNotEmpty();
        server.failure = null;
        model.read();
        assertThat(model.content().get()).isEqualTo(Content.SHOWN);
        assertThat(model.notice().get()).isEmpty();
    }

    @Test
    void anExportIsATextWhateverANameHolds(@TempDir Path folder) throws Exception {
        server.plan = FakeCapacityServer.plan("USD", "10", "=cmd|' /C calc'!A0 <script>|*x*");
        model.shown();
        Path markdown = folder.resolve("capacity.md");
        model.export(Export.MARKDOWN, markdown);
        assertThat(Files.readString(markdown))
                .contains("Now at most 25 % of the capacity is in use.")
                .contains("## Headroom", "## Advice", "## Plan", "reached in February 2028")
                .contains("=cmd\\|' /C calc'\\!A0 \\<script\\>\\|\\*x\\*")
                .doesNotContain("<script>");
        Path csv = folder.resolve("capacity.csv");
        model.export(Export.CSV, csv);
        assertThat(Files.readString(csv))
                .startsWith("part,name,value,limit,unit,state,text\r\n")
                .contains("item,'=cmd|' /C calc'!A0 <script>|*x*,15,,USD,phase 1,")
                .contains("headroom,Users,150.0,200.0,count,warning,");
        assertThat(notices)
                .containsExactly(
                        "OK Capacity exported: Written to capacity.md.",
                        "OK Capacity exported: Written to capacity.csv.");
        model.export(Export.CSV, folder.resolve("none").resolve("capacity.csv"));
        assertThat(notices.getLast()).startsWith("WARNING Not exported");
    }

    @Test
    void theParametersAreSaidInPlainWords() {
        List<String> words =
                CapacityWords.parameters(FakeCapacityServer.measured().fit());
        assertThat(words.get(0)).startsWith("Most throughput: ").endsWith("a guess beyond what was measured.");
        assertThat(words.get(1)).isEqualTo("λ = 120 req/s ± 4.00: throughput of one request at a time.");
        assertThat(words.get(2))
                .isEqualTo("Contention σ = 0.04 ± 0.006: 4 % of the work is done one after the other, however much is"
                        + " added.");
        assertThat(words.get(3))
                .startsWith("Coherency κ = 0.0012 ± 0.0002: each pair of requests under way costs 0.12 %");
        assertThat(words.get(4)).contains("99.4 %");
        assertThat(FakeCapacityServer.measured().headroom())
                .extracting(CapacityWords::headroom)
                .containsExactly("100 req/s of 400 req/s", "150 of 200", "935 MB of 954 MB", "– of 200 ms");
        assertThat(CapacityWords.parameters(FakeCapacityServer.saying("").fit()))
                .as("of a poor fit")
                .isEmpty();
    }
}
