package dev.opsdeck.server.alerts.delivery;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.NotificationEvent;
import dev.opsdeck.server.alerts.Inhibition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// Who is told what, and when: Alertmanager's rules, with one group for each server. A pure function of what is
/// stored and of the time.
///
/// The first alert of a server waits for others; then the news of the server goes out once in an interval for as
/// long as something fires there, and what still fires is told again after a longer time. A channel hears of the
/// end of exactly those alerts of whose beginning it heard. An alert that was over before its news went out is
/// not told of at all, one that is muted as long as it is.
final class Grouping {

    private final AlertSettings settings;
    private final List<Audience> audiences;
    private final String origin;
    private final UnaryOperator<String> shownAs;

    /// @param origin  tells this server from others that report to the same receivers
    /// @param shownAs what people call a server
    Grouping(AlertSettings settings, List<Audience> audiences, String origin, UnaryOperator<String> shownAs) {
        this.settings = settings;
        this.audiences = List.copyOf(audiences);
        this.origin = origin;
        this.shownAs = shownAs;
    }

    /// One server.
    ///
    /// @param alerts in the order of their beginning
    /// @param told   by the id of the alert
    private record Group(String server, List<Alert> alerts, Map<String, List<Told>> told) {

        boolean fires() {
            return alerts.stream().anyMatch(Grouping::firing);
        }

        Optional<Told> told(Audience audience, Alert alert) {
            return told.getOrDefault(alert.id(), List.of()).stream()
                    .filter(row -> row.channel().equals(audience.channel()))
                    .findFirst();
        }
    }

    /// What a channel has to hear of a server.
    private record Heard(List<Alert> fresh, List<Alert> standing, List<Alert> over) {}

    Plan plan(Ledger ledger, Instant now) {
        Plan plan = new Plan();
        Map<String, List<Alert>> alerts = new HashMap<>();
        ledger.alerts().stream()
                .sorted(Comparator.comparing(Grouping::begin).thenComparing(Alert::id))
                .forEach(alert -> alerts.computeIfAbsent(alert.server(), first -> new ArrayList<>())
                        .add(alert));
        Map<String, List<Told>> told = new HashMap<>();
        ledger.told()
                .forEach(row -> told.computeIfAbsent(row.alertId(), first -> new ArrayList<>())
                        .add(row));
        TreeSet<String> servers = new TreeSet<>(alerts.keySet());
        servers.addAll(ledger.groups().keySet());
        for (String server : servers) {
            step(new Group(server, alerts.getOrDefault(server, List.of()), told), ledger, now, plan);
        }
        return plan;
    }

    private void step(Group group, Ledger ledger, Instant now, Plan plan) {
        Instant known = ledger.groups().get(group.server);
        Instant flushAt = known == null ? firstFlush(group, now) : known;
        if (!flushAt.isAfter(now)) {
            for (Audience audience : audiences) {
                flush(group, audience, ledger.busy().contains(audience.channel()), now, plan);
            }
            forgetOthers(group, plan);
            boolean goesOn = group.fires();
            Instant next = now.plus(settings.groupInterval());
            plan.group(group.server, goesOn ? Optional.of(next) : Optional.empty());
            plan.lookAgain(goesOn ? next : Instant.MAX);
        } else {
            audiences.stream().filter(Audience::incidents).forEach(audience -> acknowledge(group, audience, plan));
            if (known == null) {
                plan.group(group.server, Optional.of(flushAt));
            }
            plan.lookAgain(flushAt);
        }
    }

    private Instant firstFlush(Group group, Instant now) {
        return group.alerts.stream()
                .filter(Grouping::firing)
                .map(Grouping::begin)
                .min(Comparator.naturalOrder())
                .map(first -> first.plus(settings.groupWait()))
                .orElse(now);
    }

    private void flush(Group group, Audience audience, boolean busy, Instant now, Plan plan) {
        Heard heard = heard(group, audience);
        heard.over.forEach(alert -> group.told(audience, alert).ifPresent(plan::over));
        if (audience.incidents()) {
            heard.over.forEach(alert -> plan.say(incident(group, audience, NotificationEvent.RESOLVE, alert)));
            heard.fresh.forEach(alert -> plan.say(incident(group, audience, NotificationEvent.TRIGGER, alert)));
            acknowledge(group, audience, plan);
            // Of whom somebody takes care already is told in the next step, when they are known.
            plan.lookAgain(heard.fresh.stream().anyMatch(alert -> alert.acknowledgedAt() != null) ? now : Instant.MAX);
        } else if (!heard.over.isEmpty() || !heard.fresh.isEmpty() || (!busy && again(heard, group, audience, now))) {
            plan.say(news(group, audience, heard, now));
            heard.standing.forEach(alert -> plan.told(new Told(audience.channel(), alert.id(), false, now)));
        }
        heard.fresh.forEach(alert -> plan.told(new Told(audience.channel(), alert.id(), false, now)));
    }

    private Heard heard(Group group, Audience audience) {
        Heard heard = new Heard(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Alert alert : group.alerts) {
            boolean known = group.told(audience, alert).isPresent();
            if (!firing(alert)) {
                if (known) {
                    heard.over.add(alert);
                }
            } else if (audience.wants().test(alert) && !muted(alert, group.alerts)) {
                (known ? heard.standing : heard.fresh).add(alert);
            }
        }
        return heard;
    }

    /// Whether what still fires is told once more: not when a person takes care of all of it. A receiver that has not
    /// even got the news before is spared by the caller.
    private boolean again(Heard heard, Group group, Audience audience, Instant now) {
        Instant last = heard.standing.stream()
                .flatMap(alert -> group.told(audience, alert).stream())
                .map(Told::at)
                .max(Comparator.naturalOrder())
                .orElse(now);
        return heard.standing.stream().anyMatch(alert -> alert.acknowledgedAt() == null)
                && Duration.between(last, now).compareTo(settings.repeat()) >= 0;
    }

    private void acknowledge(Group group, Audience audience, Plan plan) {
        for (Alert alert : group.alerts) {
            if (firing(alert) && alert.acknowledgedAt() != null) {
                group.told(audience, alert).filter(row -> !row.acknowledged()).ifPresent(row -> {
                    plan.say(incident(group, audience, NotificationEvent.ACKNOWLEDGE, alert));
                    plan.told(new Told(row.channel(), row.alertId(), true, row.at()));
                });
            }
        }
    }

    /// What is over needs no row of channels that are not set up any more.
    private void forgetOthers(Group group, Plan plan) {
        group.alerts.stream()
                .filter(alert -> !firing(alert))
                .flatMap(alert -> group.told.getOrDefault(alert.id(), List.of()).stream())
                .filter(row -> audiences.stream()
                        .noneMatch(audience -> audience.channel().equals(row.channel())))
                .forEach(plan::over);
    }

    private Draft news(Group group, Audience audience, Heard heard, Instant now) {
        List<Alert> changed = new ArrayList<>(heard.fresh);
        changed.addAll(heard.over);
        return new Draft(
                audience.channel(),
                heard.fresh.isEmpty() && !heard.over.isEmpty() ? NotificationEvent.RESOLVE : NotificationEvent.TRIGGER,
                Keys.message(origin, audience.channel(), group.server, now),
                new News.Group(shownAs.apply(group.server), changed, heard.standing));
    }

    private Draft incident(Group group, Audience audience, NotificationEvent event, Alert alert) {
        return new Draft(
                audience.channel(),
                event,
                Keys.incident(origin, group.server, alert.rule()),
                new News.Group(shownAs.apply(group.server), List.of(alert), List.of()));
    }

    /// Silenced, or said already by another one, which may be silenced itself.
    private static boolean muted(Alert alert, List<Alert> others) {
        return alert.silencedBy() != null || Inhibition.of(alert, others).isPresent();
    }

    private static boolean firing(Alert alert) {
        return alert.state() == AlertState.FIRING;
    }

    private static Instant begin(Alert alert) {
        return alert.firingSince() == null ? alert.pendingSince() : alert.firingSince();
    }
}
