package dev.opsdeck.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Latency;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.console.Views;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.live.Batch;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.live.SelectedRange;
import dev.opsdeck.console.task.DirectTasks;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Fx;
import dev.opsdeck.console.ui.Pictures;
import dev.opsdeck.console.ui.SilentCommands;
import dev.opsdeck.console.ui.Theme;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.image.WritableImage;
import javafx.scene.text.Text;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Renders the page to target/pictures in both themes and every state that an operator can meet, and checks that
/// something was drawn. The pictures are for people to look at.
class OverviewPicturesTest {

    private static final List<LogEntry> LONG = List.of(Samples.entry(
            9,
            12,
            3,
            LogEntry.Kind.SYNC,
            "a-source-with-a-name-of-sixty-four-characters-as-long-as-it-may-be-1: +1,234,567 ~2,345,678 −345,678,"
                    + " 9,999 rejected, 12,345 repeated, 54,321 warnings, because the feed was put together by hand",
            "operator 2001:0db8:85a3:0000:0000:8a2e:0370:7334"));

    private static final List<Alert> ALERTS = List.of(
            Samples.alert("a", Severity.WARNING, "CPU", 40),
            Samples.alert("b", Severity.CRITICAL, "response time", 16));

    enum Scene {
        LIVE {
            @Override
            void play(LiveModel live) {
                live.apply(batch(Samples.quiet(Samples.NOON), Samples.log()));
                live.apply(Batch.of(Samples.quiet(Samples.NOON.plusSeconds(1))));
                live.apply(Batch.of(ALERTS));
            }
        },
        LOST {
            @Override
            void play(LiveModel live) {
                LIVE.play(live);
                live.apply(Batch.of(new LinkState.Lost(
                        Samples.NOON.plusSeconds(1), new Offline(Reason.GONE, "eu-prod", "eu.example:8080"), null)));
            }
        },
        NO_DATA {
            @Override
            void play(LiveModel live) {
                live.apply(
                        Batch.of(Samples.sample(Samples.NOON, Latency.NONE, 0, 0, null, 93 * Samples.MB, 0.004, 0, 0)));
            }
        },
        WAITING {
            @Override
            void play(LiveModel live) {
                assertThat(live.sample().get()).isNull();
            }
        },
        LONG_TEXTS {
            @Override
            void play(LiveModel live) {
                Latency slow = new Latency(9_000_000, 998.7, 12_345.6, 59_999, 61_000);
                live.apply(batch(
                        Samples.sample(
                                Samples.NOON,
                                slow,
                                9_000_000,
                                123_456,
                                0.00001,
                                1010 * Samples.MB,
                                0.956,
                                49,
                                12_345_678),
                        LONG));
                String rule = "a rule whose name somebody has made very long to be clear about everything it means";
                live.apply(Batch.of(List.of(
                        Samples.alert("a", Severity.WARNING, rule, 1_000),
                        Samples.alert("b", Severity.CRITICAL, rule, 3),
                        Samples.alert("c", Severity.CRITICAL, rule, 4),
                        Samples.alert("d", Severity.WARNING, rule, 5),
                        Samples.alert("e", Severity.WARNING, rule, 6))));
            }
        },
        FLUSHED {
            @Override
            void play(LiveModel live) {
                live.apply(batch(Samples.quiet(Samples.NOON), Samples.log()));
                live.apply(news());
            }

            @Override
            SampleFlushes flushes() {
                SampleFlushes flushes = new SampleFlushes();
                flushes.add(SampleFlushes.flush(7, Samples.NOON, SampleFlushes.running(25)));
                for (int i = 1; i <= 6; i++) {
                    flushes.add(SampleFlushes.flush(
                            7 - i,
                            Samples.NOON.minusSeconds(40_000L * i),
                            i == 2 ? SampleFlushes.untold() : SampleFlushes.back(30 + 4 * i)));
                }
                return flushes;
            }
        },
        FLUSHED_LONG {
            @Override
            void play(LiveModel live) {
                live.apply(batch(Samples.quiet(Samples.NOON), LONG));
                live.apply(news());
                live.apply(Batch.of(new LinkState.Lost(
                        Samples.NOON.plusSeconds(1), new Offline(Reason.GONE, "eu-prod", "eu.example:8080"), null)));
            }

            @Override
            SampleFlushes flushes() {
                SampleFlushes flushes = new SampleFlushes();
                flushes.add(SampleFlushes.longest(7, Samples.NOON));
                flushes.add(SampleFlushes.longest(6, Samples.NOON.minusSeconds(90_000)));
                return flushes;
            }
        },
        BACK {
            @Override
            void play(LiveModel live) {
                LIVE.play(live);
            }

            @Override
            void then(OverviewViewModel model, DirectTasks tasks) {
                model.yesterday().toggle();
                model.back().look(Samples.NOON.minusSeconds(720));
                tasks.tick();
            }
        },
        BACK_DRAGGED {
            @Override
            void play(LiveModel live) {
                LIVE.play(live);
            }

            @Override
            void then(OverviewViewModel model, DirectTasks tasks) {
                model.back().look(Samples.NOON.minusSeconds(27_600));
            }
        },
        BACK_NOTHING {
            @Override
            void play(LiveModel live) {
                NO_DATA.play(live);
                LOST.play(live);
            }

            @Override
            void then(OverviewViewModel model, DirectTasks tasks) {
                model.yesterday().toggle();
                model.back().look(Samples.NOON.minusSeconds(300));
                tasks.tick();
            }
        },
        BACK_QUIET {
            @Override
            void play(LiveModel live) {
                NO_DATA.play(live);
            }

            @Override
            void then(OverviewViewModel model, DirectTasks tasks) {
                model.back().look(Samples.NOON.minusSeconds(300));
                tasks.tick();
            }
        },
        BACK_LONG {
            @Override
            void play(LiveModel live) {
                LONG_TEXTS.play(live);
            }

            @Override
            void then(OverviewViewModel model, DirectTasks tasks) {
                model.back().look(Samples.NOON.minusSeconds(61));
            }
        };

        private static Batch news() {
            LogEntry entry = new LogEntry(
                    10,
                    Samples.NOON,
                    null,
                    LogEntry.Kind.FLUSH,
                    "Flushed 1,204 cache entries.",
                    "operator at 127.0.0.1");
            return new Batch(null, null, List.of(entry), List.of(), List.of(), null, false);
        }

        SampleFlushes flushes() {
            return new SampleFlushes();
        }

        abstract void play(LiveModel live);

        /// What the operator does then.
        void then(OverviewViewModel model, DirectTasks tasks) {}
    }

    @ParameterizedTest
    @EnumSource
    void everyStateIsDrawnInBothThemes(Scene scene) throws Exception {
        if (scene.name().startsWith("BACK_")) {
            // As the page that looks back in all sizes, with other words; and as narrow as four and five columns may
            // be.
            draw(scene, Theme.Choice.LIGHT, 1056, 712);
            draw(scene, Theme.Choice.LIGHT, 912, 612);
            draw(scene, Theme.Choice.DARK, 736, 612);
            draw(scene, Theme.Choice.DARK, 676, 512);
            return;
        }
        for (Theme.Choice choice : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
            // The page beside the shell's list and bars: the window is 1000 x 700 and 1280 x 800.
            draw(scene, choice, 776, 612);
            draw(scene, choice, 1056, 712);
        }
        draw(scene, Theme.Choice.DARK, 676, 512);
        if (scene == Scene.BACK) {
            draw(scene, Theme.Choice.LIGHT, 777, 950);
        }
        if (scene == Scene.FLUSHED || scene == Scene.FLUSHED_LONG) {
            draw(scene, Theme.Choice.LIGHT, 777, 1_250);
            draw(scene, Theme.Choice.DARK, 1_057, 1_100);
        }
    }

    private static void draw(Scene scene, Theme.Choice choice, int width, int height) throws Exception {
        WritableImage picture = Fx.call(() -> {
            LiveModel live = new LiveModel();
            DirectTasks tasks = new DirectTasks();
            Formats formats = new Formats(ZoneId.of("Europe/Berlin"));
            OverviewViewModel model = new OverviewViewModel(
                    live,
                    new SelectedRange(),
                    tasks,
                    formats,
                    () -> past(scene),
                    scene::flushes,
                    () -> "This computer");
            OverviewController controller = new OverviewController(model, new SilentCommands(), formats);
            Parent root = new Views()
                    .load("/dev/opsdeck/console/overview/overview.fxml", () -> controller)
                    .root();
            controller.shown();
            scene.play(live);
            scene.then(model, tasks);
            if (height > 1_000) {
                controller.openFlushes();
            }
            WritableImage drawn = Fx.picture(root, width, height, new Theme(choice));
            if (scene != Scene.LONG_TEXTS) {
                assertThat(cut(root)).as("%s %d", scene, width).isEmpty();
            }
            return drawn;
        });
        assertThat(colours(picture)).as("%s %s", scene, choice).hasSizeGreaterThan(8);
        Pictures.save("overview-" + scene, choice, width, picture);
    }

    /// The lines at the bottom of tiles that have no room there.
    private static List<String> cut(Parent root) {
        return root.lookupAll(".od-footnote").stream()
                .map(Labeled.class::cast)
                .map(line -> line.lookup(".text") instanceof Text shown ? shown.getText() : "")
                .filter(shown -> shown.endsWith("..."))
                .toList();
    }

    private static SamplePast past(Scene scene) {
        if (scene == Scene.NO_DATA || scene == Scene.BACK_NOTHING) {
            return new SamplePast((metrics, from, to, points) -> new History(from, to, 60, List.of()));
        }
        if (scene == Scene.BACK_QUIET) {
            return new SamplePast((metrics, from, to, points) ->
                    Samples.history(List.of(Metric.CPU_SHARE, Metric.MEMORY_USED), from, to, points));
        }
        SamplePast past = new SamplePast(Samples::history);
        past.log.addAll(Samples.log());
        past.alerts.addAll(ALERTS);
        return past;
    }

    private static Batch batch(Sample sample, List<LogEntry> log) {
        return new Batch(sample, new LinkState.Live(sample.at()), log, List.of(), List.of(), null, true);
    }

    private static Set<Integer> colours(WritableImage picture) {
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < picture.getHeight(); y += 2) {
            for (int x = 0; x < picture.getWidth(); x += 2) {
                colours.add(picture.getPixelReader().getArgb(x, y));
            }
        }
        return colours;
    }
}
