package dev.opsdeck.server.alerts;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.Observation;
import dev.opsdeck.api.alerts.Silence;
import dev.opsdeck.server.alerts.AlertRepository.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Every watched server with its rules and alerts, in memory. Any thread; nothing here waits for anything but another
/// thread's evaluation. What changed is handed back as turns, to be stored and told.
final class AlertBoard {

    /// An observation so much older than now was made up for.
    private static final Duration OLD = Duration.ofSeconds(10);

    private final String node;
    private final String self;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, WatchedServer> servers = new TreeMap<>();
    private List<Rule> rules = List.of();
    private List<Silence> silences = List.of();

    /// @param node under which it is stored
    /// @param self the name of the server that it is itself
    AlertBoard(String node, String self) {
        this.node = node;
        this.self = self;
    }

    /// What was stored, and the rules now: before anything else.
    List<Turn> restore(Stored stored, List<Rule> rules, List<Silence> silences, Instant now) {
        return locked(() -> {
            this.rules = rules;
            this.silences = silences;
            Set<String> names = new HashSet<>(stored.servers());
            names.add(self);
            List<Turn> turns = new ArrayList<>();
            for (String name : names) {
                WatchedServer server = new WatchedServer(node, name);
                servers.put(name, server);
                server.restore(stored.until().get(name), stored.open(name));
                turns.add(server.rules(rules, stored.states(name), now));
            }
            return changes(turns);
        });
    }

    /// The second of this server.
    ///
    /// @param away whether it is an old one, evaluated afterwards
    Turn evaluate(Reading reading, boolean away) {
        return locked(() -> server(self).evaluate(reading, away, silences));
    }

    /// What a console saw of all the servers that it watches: those that are not in it any more are forgotten.
    List<Turn> observe(List<Observation> seen, Instant now) {
        return locked(() -> {
            List<Turn> turns = new ArrayList<>();
            Set<String> gone = new HashSet<>(servers.keySet());
            gone.remove(self);
            for (Observation one : seen) {
                if (!one.server().equals(self)) {
                    WatchedServer server = server(one.server());
                    boolean away = one.at().isBefore(now.minus(OLD));
                    turns.add(server.evaluate(server.remote().next(one), away, silences));
                    gone.remove(one.server());
                }
            }
            gone.forEach(name -> turns.add(server(name).end(now)));
            servers.keySet().removeAll(gone);
            return changes(turns);
        });
    }

    List<Turn> rules(List<Rule> fresh, Instant now) {
        return locked(() -> {
            if (fresh.equals(rules)) {
                return List.of();
            }
            rules = fresh;
            return changes(servers.values().stream()
                    .map(server -> server.rules(fresh, null, now))
                    .toList());
        });
    }

    List<Turn> silences(List<Silence> fresh, Instant now) {
        return locked(() -> {
            silences = fresh;
            return changes(servers.values().stream()
                    .map(server -> server.silence(fresh, now))
                    .toList());
        });
    }

    /// Takes over what is stored of open alerts and is not the engine's: who has seen them, and what went out.
    void merge(Collection<Alert> stored) {
        Map<String, Alert> byId = new HashMap<>();
        stored.forEach(alert -> byId.put(alert.id(), alert));
        locked(() -> {
            servers.values()
                    .forEach(server -> server.open().forEach(alert -> {
                        Alert known = byId.get(alert.unread().id());
                        if (known != null) {
                            alert.merge(known);
                        }
                    }));
            return byId.size();
        });
    }

    /// The alerts that are not over, with their latest values.
    List<Alert> open() {
        return locked(() -> servers.values().stream()
                .flatMap(server -> server.open().stream())
                .map(OpenAlert::shown)
                .toList());
    }

    /// The rules that are switched on.
    List<Rule> rules() {
        return locked(() -> rules);
    }

    /// The longest window of a rule.
    Duration longestWindow() {
        return locked(() -> rules.stream()
                .map(rule -> rule.source().window().duration())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO));
    }

    private WatchedServer server(String name) {
        WatchedServer known = servers.get(name);
        if (known != null) {
            return known;
        }
        WatchedServer server = new WatchedServer(node, name);
        server.rules(rules, null, Instant.EPOCH);
        servers.put(name, server);
        return server;
    }

    private static List<Turn> changes(List<Turn> turns) {
        return turns.stream().filter(turn -> !turn.empty()).toList();
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
