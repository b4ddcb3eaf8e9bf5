package dev.opsdeck.console.desktop;

import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.console.live.Firing;
import dev.opsdeck.console.live.LiveAlerts;
import dev.opsdeck.console.store.DesktopSettings;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Which messages the desktop gets: one when something is critical, one when it is over; what comes within some
/// seconds comes in one message, and what begins and ends in quiet hours in none. FX thread.
final class DesktopNews {

    /// How long it waits for more of the same.
    static final Duration GROUP = Duration.ofSeconds(5);

    private static final int LINES = 3;

    private final BackgroundTasks tasks;
    private final Supplier<DesktopSettings> settings;
    private final InstantSource clock;
    private final Formats formats;
    private final Predicate<String> listed;
    private final Sink sink;
    private final Instant startedAt;
    private Map<String, Item> now = Map.of();
    private Map<String, Item> told = Map.of();
    private boolean waiting;

    /// Where messages go.
    @FunctionalInterface
    interface Sink {
        void tell(State state, String title, String text);
    }

    /// The same thing seen by the server itself and by this computer is one.
    private record Item(String serverId, String server, String rule, String text, Instant since) {}

    /// @param listed whether a server of that id is still in the list
    DesktopNews(
            BackgroundTasks tasks,
            Supplier<DesktopSettings> settings,
            InstantSource clock,
            Formats formats,
            Predicate<String> listed,
            Sink sink) {
        this.tasks = tasks;
        this.settings = settings;
        this.clock = clock;
        this.formats = formats;
        this.listed = listed;
        this.sink = sink;
        this.startedAt = clock.instant();
    }

    /// What fires now on all servers.
    void firing(List<Firing> all) {
        Map<String, Item> critical = new LinkedHashMap<>();
        Map<String, Item> known = new LinkedHashMap<>(told);
        for (Firing firing : all) {
            if (firing.alert().severity() == Severity.CRITICAL) {
                Item item = new Item(
                        firing.about().id(),
                        firing.about().name(),
                        firing.alert().rule(),
                        firing.alert().text(),
                        LiveAlerts.since(firing.alert()));
                String key = item.serverId + "\n" + item.rule;
                critical.putIfAbsent(key, item);
                if (item.since.isBefore(startedAt)) {
                    // It stands in the window that has just been opened.
                    known.putIfAbsent(key, item);
                }
            }
        }
        now = critical;
        told = known;
        if (!now.keySet().equals(told.keySet())) {
            later(GROUP);
        }
    }

    private void later(Duration delay) {
        if (!waiting) {
            waiting = true;
            tasks.after(delay, this::tell);
        }
    }

    private void tell() {
        waiting = false;
        DesktopSettings wanted = settings.get();
        Duration quiet = wanted.quietFor(clock.instant(), formats.zone());
        if (wanted.on() && quiet.isPositive()) {
            later(quiet);
            return;
        }
        List<Item> begun = without(now, told);
        List<Item> over = without(told, now).stream()
                .filter(item -> listed.test(item.serverId))
                .toList();
        told = now;
        if (!wanted.on()) {
            return;
        }
        if (!begun.isEmpty()) {
            sink.tell(State.CRITICAL, title(begun, "Critical: ", " critical alerts"), texts(begun));
        }
        if (!over.isEmpty()) {
            sink.tell(State.OK, title(over, "Over: ", " critical alerts are over"), ends(over));
        }
    }

    private static List<Item> without(Map<String, Item> all, Map<String, Item> others) {
        Map<String, Item> rest = new LinkedHashMap<>(all);
        rest.keySet().removeAll(others.keySet());
        return List.copyOf(rest.values());
    }

    private static String title(List<Item> items, String one, String several) {
        return items.size() == 1
                ? one + items.getFirst().rule + " on " + items.getFirst().server
                : items.size() + several;
    }

    private String texts(List<Item> items) {
        if (items.size() == 1) {
            Item item = items.getFirst();
            return item.text + ", since " + formats.moment(item.since, clock.instant());
        }
        return lines(items.stream().map(item -> item.server + ": " + item.text).toList());
    }

    private String ends(List<Item> items) {
        if (items.size() == 1) {
            Duration lasted = Duration.between(items.getFirst().since, clock.instant());
            return "It was critical for " + Formats.duration(Duration.ofSeconds(lasted.toSeconds())) + ".";
        }
        return lines(items.stream().map(item -> item.server + ": " + item.rule).toList());
    }

    private static String lines(List<String> all) {
        List<String> shown = new ArrayList<>(all.subList(0, Math.min(LINES, all.size())));
        if (all.size() > LINES) {
            shown.add("and " + (all.size() - LINES) + " more");
        }
        return shown.stream().collect(Collectors.joining("\n"));
    }
}
