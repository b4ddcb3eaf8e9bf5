package dev.opsdeck.console.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.analytics.AnalyticsMetric;
import dev.opsdeck.console.analytics.AnalyticsViewModel.Content;
import dev.opsdeck.console.analytics.Report.Line;
import dev.opsdeck.console.analytics.Wanted.Against;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.live.Batch;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.task.DirectTasks;
import dev.opsdeck.console.ui.Formats;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Analytics page without a window.
class AnalyticsViewModelTest {

    private static final Offline GONE = new Offline(Reason.GONE, "eu-prod", "eu.example:8080");
    private static final LocalDate TODAY = FakeAnalyticsServer.TODAY;

    private final FakeAnalyticsServer server = new FakeAnalyticsServer();
    private final SimpleObjectProperty<String> selected = new SimpleObjectProperty<>("one");
    private final LiveModel live = new LiveModel();
    private final DirectTasks tasks = new DirectTasks();
    private final List<String> notices = new ArrayList<>();
    private Instant now = FakeAnalyticsServer.NOW;
    private final AnalyticsViewModel model = new AnalyticsViewModel(
            () -> server,
            selected,
            live,
            tasks,
            (state, title, text) -> notices.add(state + " " + title + ": " + text),
            () -> now,
            new Formats(ZoneOffset.UTC));

    @Test
    void itIsAskedOnlyWhileThePageIsSeenAndAtMostOnceAMinute() {
        live.apply(Batch.of(new LinkState.Live(now)));
        assertThat(server.calls).isEmpty();
        model.shown();
        assertThat(model.content().get()).isEqualTo(Content.REPORT);
        int calls = server.calls.size();
        assertThat(calls).isEqualTo(5);
        // Looked away and back.
        model.hidden();
        tasks.tick();
        model.shown();
        assertThat(server.calls).hasSize(calls);
        tasks.tick();
        assertThat(server.calls).hasSize(2 * calls);
        model.hidden();
        model.metric().set(AnalyticsMetric.VIEWS);
        assertThat(server.calls).hasSize(2 * calls);
        // What was chosen meanwhile is read when somebody looks.
        model.shown();
        assertThat(server.calls).hasSize(3 * calls);
    }

    @Test
    void allAnswersAreOfTheDaysThatTheFirstOneSays() {
        model.shown();

        assertThat(server.calls)
                .containsExactly(
                        "days 30 null",
                        "days 30 2026-10-27",
                        "overview 30 2026-11-26",
                        "overview 30 2026-10-27",
                        "products REVENUE null beside 2026-10-27 30 2026-11-26");
        assertThat(report().length()).isEqualTo(30);
        assertThat(model.currency()).isEqualTo("EUR");
        assertThat(report().byDay()).hasSize(30);
        assertThat(report().ranked()).extracting(Line::name).startsWith("Trail shoe 42");
        assertThat(AnalyticsWords.below(report(), AnalyticsMetric.REVENUE, "EUR"))
                .isEqualTo("Dashed: 28 Sep – 27 Oct 2026. In other currencies, never added: 3,440.80 DKK, 48,484 JPY.");
        assertThat(AnalyticsWords.below(report(), AnalyticsMetric.VIEWS, "EUR"))
                .isEqualTo("Dashed: 28 Sep – 27 Oct 2026.");
    }

    @Test
    void otherDaysAnotherMetricAndAnotherCurrencyAreReadAtOnce() {
        model.shown();
        server.calls.clear();
        assertThat(model.choose(TODAY.minusDays(9), TODAY.minusDays(3))).isEmpty();
        assertThat(server.calls.getFirst()).isEqualTo("days 7 2026-11-23");
        assertThat(report().from()).isEqualTo(LocalDate.parse("2026-11-17"));
        model.wanted().set(model.wanted().get().with(Against.NONE));
        assertThat(report().before()).isNull();
        assertThat(report().ranked())
                .allSatisfy(line -> assertThat(line.before()).isNull());
        model.chosenCurrency().set("DKK");
        model.metric().set(AnalyticsMetric.CLICKS);
        assertThat(server.calls.getLast()).isEqualTo("products CLICKS DKK beside null 7 2026-11-23");
        assertThat(model.currency()).isEqualTo("DKK");
        // Another server may sell in others.
        selected.set("two");
        assertThat(model.chosenCurrency().get()).isNull();
        assertThat(server.calls.getLast()).isEqualTo("products CLICKS null beside null 7 2026-11-23");
    }

    @Test
    void daysThatCannotBeAreRefusedWithASentence() {
        model.shown();
        server.calls.clear();
        assertThat(model.choose(null, TODAY)).isEqualTo("Choose the first and the last day.");
        assertThat(model.choose(TODAY, TODAY.minusDays(1))).isEqualTo("The first day must not be after the last.");
        assertThat(model.choose(TODAY.minusDays(365), TODAY)).isEqualTo("Choose at most 365 days.");
        assertThat(server.calls).isEmpty();
        assertThat(model.choose(TODAY, TODAY.plusDays(1))).isEmpty();
        assertThat(model.notice().get()).isEqualTo("'to' lies in the future: today is 2026-11-26 (UTC).");
        assertThat(report().to()).as("what is shown says itself what it is of").isEqualTo(TODAY);
    }

    @Test
    void withoutWholeDaysToCompareWithThereIsNoComparison() {
        // The server keeps 400 days: of the same 90 days a year ago it has not all.
        server.first = LocalDate.parse("2020-01-01");
        model.wanted().set(Wanted.last(90, Against.YEAR));
        model.shown();
        assertThat(report().before()).isNull();
        assertThat(report().remark())
                .isEqualTo("There is nothing to compare with: the server does not have all of 29 Aug – 26 Nov 2025 any"
                        + " more.");
        assertThat(server.calls.getLast()).contains("beside null");
        // Of the same 30 days it has.
        model.wanted().set(Wanted.last(30, Against.YEAR));
        assertThat(Objects.requireNonNull(report().before()).to()).isEqualTo(LocalDate.parse("2025-11-26"));
        assertThat(report().remark()).isEmpty();
        // Days on which nothing was counted say nothing about others.
        server.first = TODAY.minusDays(29);
        model.read();
        assertThat(report().remark())
                .isEqualTo("There is nothing to compare with: nothing was counted in 28 Oct – 26 Nov 2025.");
        // Of days of which the first are not kept any more those are shown that are.
        server.first = LocalDate.parse("2020-01-01");
        model.choose(LocalDate.parse("2025-10-01"), LocalDate.parse("2025-11-15"));
        assertThat(report().remark())
                .startsWith("The server keeps no figures of before 23 Oct 2025: the period begins there. There is");
        assertThat(report().length()).isEqualTo(24);
    }

    @Test
    void anOlderServerIsNeverShownAsIfItHadAnswered() {
        server.older = true;
        model.shown();
        assertThat(model.content().get()).isEqualTo(Content.TOO_OLD);
        assertThat(model.report().get()).isNull();
        // Also where it would answer with the days that were asked for, as it does of today.
        model.wanted().set(Wanted.last(30, Against.NONE));
        assertThat(server.calls.getLast()).startsWith("products");
        assertThat(model.content().get()).isEqualTo(Content.TOO_OLD);
        model.choose(TODAY.minusDays(9), TODAY.minusDays(3));
        assertThat(model.content().get()).isEqualTo(Content.TOO_OLD);
        server.older = false;
        server.olderForDays = true;
        model.read();
        assertThat(model.content().get()).isEqualTo(Content.TOO_OLD);
        server.olderForDays = false;
        server.onlyOnePeriod = true;
        model.read();
        assertThat(model.content().get()).as("compares with nothing").isEqualTo(Content.REPORT);
        model.wanted().set(model.wanted().get().with(Against.BEFORE));
        assertThat(model.content().get()).isEqualTo(Content.TOO_OLD);
        server.onlyOnePeriod = false;
        model.read();
        assertThat(model.content().get()).isEqualTo(Content.REPORT);
    }

    @Test
    void whatFailsIsSaidAndWhatWasReadStays() {
        server.failure = GONE;
        model.shown();
        assertThat(model.content().get()).isEqualTo(Content.FAILED);
        assertThat(model.notice().get()).isEqualTo(GONE.text());
        server.failure = null;
        model.read();
        assertThat(model.content().get()).isEqualTo(Content.REPORT);
        assertThat(model.notice().get()).isEmpty();
        now = now.plusSeconds(100);
        server.failure = GONE;
        live.apply(Batch.of(new LinkState.Lost(now, GONE, null)));
        model.read();
        assertThat(model.staleSince().get()).isEqualTo("As of 18:00:00");
        assertThat(model.notice().get()).as("the window says it").isEmpty();
        assertThat(report().length()).isEqualTo(30);
        // Of another server nothing may stay.
        selected.set("two");
        assertThat(model.report().get()).isNull();
        assertThat(model.content().get()).isEqualTo(Content.FAILED);
    }

    /// As the status bar does it.
    @Test
    void aReadingThatIsCancelledIsSaid() {
        tasks.hold();
        model.shown();
        tasks.tick();
        assertThat(model.reading().get()).as("after 200 ms").isTrue();
        tasks.cancelHeld();
        assertThat(model.reading().get()).isFalse();
        assertThat(model.content().get()).isEqualTo(Content.FAILED);
        assertThat(model.notice().get()).isEqualTo("The reading was cancelled.");
    }

    @Test
    void nothingCountedIsNotAReportOfZeros() {
        server.first = TODAY.plusDays(1);
        model.shown();
        assertThat(model.content().get()).isEqualTo(Content.EMPTY);
        server.first = TODAY;
        model.read();
        assertThat(model.content().get()).isEqualTo(Content.REPORT);
    }

    @Test
    void anExportHasEveryDayPlatformAndProductOfBothPeriods(@TempDir Path folder) throws Exception {
        server.titles.set(0, "=1+1, \"quoted\"");
        server.titles.subList(1, server.titles.size()).clear();
        server.platforms.subList(1, server.platforms.size()).clear();
        model.choose(TODAY.minusDays(1), TODAY);
        model.shown();
        Path file = folder.resolve("analytics.csv");
        model.export(file);

        assertThat(Files.readString(file, StandardCharsets.UTF_8).split("\r\n"))
                .containsExactly(
                        "\ufeffpart,from,to,compared_from,compared_to,name,product_id,views,clicks,conversions,currency,"
                                + "revenue,compared_views,compared_clicks,compared_conversions,compared_revenue",
                        "day,2026-11-25,2026-11-25,2026-11-23,2026-11-23,,,11080,1108,55,EUR,393.25,11000,1100,55,393.25",
                        "day,2026-11-25,2026-11-25,2026-11-23,2026-11-23,,,,,,DKK,121.0,,,,121.0",
                        "day,2026-11-25,2026-11-25,2026-11-23,2026-11-23,,,,,,JPY,1705,,,,1705",
                        "day,2026-11-26,2026-11-26,2026-11-24,2026-11-24,,,11120,1112,56,EUR,400.40,11040,1104,55,393.25",
                        "day,2026-11-26,2026-11-26,2026-11-24,2026-11-24,,,,,,DKK,123.2,,,,121.0",
                        "day,2026-11-26,2026-11-26,2026-11-24,2026-11-24,,,,,,JPY,1736,,,,1705",
                        "platform,2026-11-25,2026-11-26,2026-11-23,2026-11-24,youtube,,11100,1110,56,EUR,400.40,"
                                + "11020,1102,56,400.40",
                        "platform,2026-11-25,2026-11-26,2026-11-23,2026-11-24,youtube,,,,,DKK,123.2,,,,123.2",
                        "platform,2026-11-25,2026-11-26,2026-11-23,2026-11-24,youtube,,,,,JPY,1736,,,,1736",
                        "product,2026-11-25,2026-11-26,2026-11-23,2026-11-24,\"'=1+1, \"\"quoted\"\"\",100,6660,666,34,"
                                + "EUR,243.10,6612,661,34,243.10",
                        "product,2026-11-25,2026-11-26,2026-11-23,2026-11-24,\"'=1+1, \"\"quoted\"\"\",100,,,,DKK,74.8,,,,"
                                + "74.8",
                        "product,2026-11-25,2026-11-26,2026-11-23,2026-11-24,\"'=1+1, \"\"quoted\"\"\",100,,,,JPY,1054,,,,"
                                + "1054");
        assertThat(notices).containsExactly("OK Analytics exported: Written to analytics.csv.");
        model.export(folder.resolve("no such folder").resolve("analytics.csv"));
        assertThat(notices.getLast()).startsWith("WARNING Not exported: The file analytics.csv cannot be written");
    }

    private Report report() {
        return Objects.requireNonNull(model.report().get());
    }
}
