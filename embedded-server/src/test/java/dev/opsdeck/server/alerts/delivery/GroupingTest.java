package dev.opsdeck.server.alerts.delivery;

import static dev.opsdeck.api.alerts.Severity.CRITICAL;
import static dev.opsdeck.api.alerts.Severity.WARNING;
import static dev.opsdeck.server.alerts.delivery.Made.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// Who is told what and when, second by second on a clock that the test owns. Times in the expected lines are seconds
/// since noon.
final class GroupingTest {

    private static final Audience ALL = new Audience("slack", alert -> true, false);
    private static final Audience INCIDENTS = new Audience("pagerduty", alert -> alert.severity() == CRITICAL, true);

    private final Map<String, Alert> alerts = new LinkedHashMap<>();
    private final Map<String, Told> told = new LinkedHashMap<>();
    private final Map<String, Instant> groups = new HashMap<>();
    private final List<String> said = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private Set<String> busy = Set.of();
    private Instant now = NOON;

    private final Grouping grouping =
            new Grouping(AlertSettings.DEFAULT, List.of(ALL, INCIDENTS), "abc", server -> server);

    @Test
    void theFirstWaitsThirtySecondsForOthersAndLaterNewsFiveMinutes() {
        fires("a", "shop", "slow", WARNING);
        passes(10);
        fires("b", "shop", "errors", WARNING);
        passes(60);
        fires("c", "shop", "memory", WARNING);
        passes(300);
        assertThat(said).containsExactly("30 slack TRIGGER +a +b", "330 slack TRIGGER +c =a =b");
    }

    @Test
    void serversAreToldOfApart() {
        fires("a", "shop", "slow", WARNING);
        passes(20);
        fires("b", "store", "slow", WARNING);
        passes(60);
        assertThat(said).containsExactly("30 slack TRIGGER +a", "50 slack TRIGGER +b");
    }

    @Test
    void anEndIsToldAtTheNextIntervalAndThenTheServerBeginsAnew() {
        fires("a", "shop", "slow", WARNING);
        passes(100);
        ends("a");
        passes(400);
        fires("b", "shop", "slow", WARNING);
        passes(100);
        assertThat(said).containsExactly("30 slack TRIGGER +a", "330 slack RESOLVE -a", "530 slack TRIGGER +b");
        ends("b");
        passes(600);
        assertThat(groups).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void whatIsOverBeforeItsNewsWentOutIsNotToldOf() {
        fires("a", "shop", "slow", CRITICAL);
        passes(20);
        ends("a");
        passes(1_000);
        assertThat(said).isEmpty();
    }

    @Test
    void whatStillFiresIsToldAgainAfterFourHoursUnlessAPersonTakesCare() {
        fires("a", "shop", "slow", WARNING);
        fires("b", "shop", "errors", WARNING);
        passes(4 * 3_600 + 600);
        assertThat(said).containsExactly("30 slack TRIGGER +a +b", "14430 slack TRIGGER =a =b");
        alerts.computeIfPresent("a", (id, alert) -> Made.acknowledged(alert, now));
        passes(4 * 3_600);
        assertThat(said).hasSize(3).last().isEqualTo("28830 slack TRIGGER =a =b");
        alerts.computeIfPresent("b", (id, alert) -> Made.acknowledged(alert, now));
        passes(8 * 3_600);
        assertThat(said).hasSize(3);
    }

    @Test
    void aReceiverThatHasNotGotTheNewsIsNotToldAgain() {
        fires("a", "shop", "slow", WARNING);
        passes(60);
        busy = Set.of("slack");
        passes(9 * 3_600);
        assertThat(said).containsExactly("30 slack TRIGGER +a");
        busy = Set.of();
        passes(300);
        assertThat(said).hasSize(2);
    }

    @Test
    void criticalSaysWhatWarningSays() {
        fires("w", "shop", "slow", WARNING);
        fires("c", "shop", "slow", CRITICAL);
        passes(60);
        assertThat(said).containsExactly("30 slack TRIGGER +c", "30 pagerduty TRIGGER +c");
        ends("c");
        passes(300);
        assertThat(said)
                .containsExactly(
                        "30 slack TRIGGER +c",
                        "30 pagerduty TRIGGER +c",
                        "330 slack TRIGGER +w -c",
                        "330 pagerduty RESOLVE +c");
    }

    @Test
    void anUnreachableServerSaysEverythingOfItAndNothingOfOthers() {
        fires("u", "shop", "unreachable", CRITICAL);
        fires("a", "shop", "slow", CRITICAL);
        fires("b", "store", "slow", CRITICAL);
        passes(60);
        assertThat(said)
                .containsExactlyInAnyOrder(
                        "30 slack TRIGGER +u",
                        "30 pagerduty TRIGGER +u",
                        "30 slack TRIGGER +b",
                        "30 pagerduty TRIGGER +b");
    }

    @Test
    void silencedAlertsAreToldOfAsSoonAsTheyAreNotAndTheirEndOnlyIfTheirBeginningWas() {
        fires("a", "shop", "slow", CRITICAL);
        fires("b", "shop", "errors", CRITICAL);
        passes(60);
        fires("c", "shop", "memory", CRITICAL);
        alerts.replaceAll((id, alert) -> Made.silenced(alert));
        passes(300);
        ends("a");
        ends("c");
        passes(300);
        Alert loud = Made.firing("b", "shop", "errors", CRITICAL, NOON);
        fires("d", "shop", "cpu", WARNING);
        alerts.computeIfPresent("d", (id, alert) -> Made.silenced(alert));
        passes(300);
        alerts.put("b", loud);
        alerts.computeIfPresent("d", (id, alert) -> Made.firing("d", "shop", "cpu", WARNING, alert.pendingSince()));
        passes(300);
        assertThat(said.stream().filter(line -> line.contains("slack")))
                .containsExactly("30 slack TRIGGER +a +b", "630 slack RESOLVE -a", "1230 slack TRIGGER +d =b");
        assertThat(said.stream().filter(line -> line.contains("pagerduty")))
                .containsExactly("30 pagerduty TRIGGER +a", "30 pagerduty TRIGGER +b", "630 pagerduty RESOLVE +a");
    }

    @Test
    void anIncidentIsTriggeredAcknowledgedAndResolvedOnceUnderOneKey() {
        fires("w", "shop", "slow", WARNING);
        passes(400);
        fires("c", "shop", "slow", CRITICAL);
        passes(400);
        alerts.computeIfPresent("c", (id, alert) -> Made.acknowledged(alert, now));
        passes(5);
        passes(9 * 3_600);
        ends("c");
        ends("w");
        passes(400);
        fires("d", "shop", "slow", CRITICAL);
        passes(60);
        List<String> incidents =
                said.stream().filter(line -> line.contains("pagerduty")).toList();
        assertThat(incidents.stream().map(line -> line.substring(line.indexOf(' ') + 1)))
                .containsExactly(
                        "pagerduty TRIGGER +c",
                        "pagerduty ACKNOWLEDGE +c",
                        "pagerduty RESOLVE +c",
                        "pagerduty TRIGGER +d");
        assertThat(incidents.get(1)).as("at once, not at the next interval").startsWith("800 ");
        assertThat(Set.copyOf(keys)).hasSize(1);
    }

    @Test
    void ofWhomSomebodyTakesCareAlreadyIsTriggeredAndAcknowledged() {
        fires("c", "shop", "slow", CRITICAL);
        alerts.computeIfPresent("c", (id, alert) -> Made.acknowledged(alert, now));
        passes(60);
        assertThat(said.stream().filter(line -> line.contains("pagerduty")))
                .containsExactly("30 pagerduty TRIGGER +c", "30 pagerduty ACKNOWLEDGE +c");
    }

    @Test
    void incidentsOfOtherServersHaveOtherKeys() {
        fires("a", "shop", "slow", CRITICAL);
        fires("b", "store", "slow", CRITICAL);
        fires("c", "shop", "errors", CRITICAL);
        passes(60);
        assertThat(Set.copyOf(keys)).hasSize(3);
        assertThat(keys).allSatisfy(key -> assertThat(key).hasSizeLessThanOrEqualTo(PagerDuty.MAX_KEY));
    }

    @Test
    void afterASleepThereIsOneMessageAndNotOneForEachIntervalThatWasMissed() {
        fires("a", "shop", "slow", WARNING);
        passes(60);
        now = now.plus(Duration.ofHours(10));
        fires("b", "shop", "errors", WARNING);
        passes(120);
        assertThat(said).hasSize(2).last().isEqualTo("36060 slack TRIGGER +b =a");
    }

    @Test
    void whatAChannelThatIsGoneWasToldIsForgotten() {
        fires("a", "shop", "slow", WARNING);
        told.put("webhook a", new Told("webhook", "a", false, NOON));
        ends("a");
        passes(60);
        assertThat(told).isEmpty();
        assertThat(groups).isEmpty();
    }

    /// Whatever happens: each channel hears of a beginning once and of its end once, never of an end without its
    /// beginning, and when all is over nothing is left.
    @Property(tries = 200)
    void beginningsAndEndsArePairs(@ForAll @Size(max = 60) List<Byte> story) {
        GroupingTest run = new GroupingTest();
        int id = 0;
        for (byte step : story) {
            String server = (step & 1) == 0 ? "shop" : "store";
            String rule = List.of("slow", "errors", "unreachable").get(Math.floorMod(step >> 1, 3));
            Severity severity = (step & 8) == 0 ? WARNING : CRITICAL;
            String open = run.alerts.values().stream()
                    .filter(alert -> run.isOpen(alert)
                            && alert.server().equals(server)
                            && alert.rule().equals(rule)
                            && alert.severity() == severity)
                    .map(Alert::id)
                    .findFirst()
                    .orElse("");
            if (open.isEmpty()) {
                run.fires("i" + id++, server, rule, severity);
            } else if ((step & 16) == 0) {
                run.ends(open);
            } else {
                run.alerts.computeIfPresent(open, (key, alert) -> Made.acknowledged(alert, run.now));
            }
            run.passes(Math.floorMod(step, 97) * 7);
        }
        run.alerts.values().stream().filter(run::isOpen).map(Alert::id).toList().forEach(run::ends);
        run.passes(700);
        for (String channel : List.of("slack", "pagerduty")) {
            List<String> begun = run.marked(channel, "TRIGGER", '+');
            List<String> ended =
                    channel.equals("slack") ? run.marked(channel, "", '-') : run.marked(channel, "RESOLVE", '+');
            assertThat(begun).doesNotHaveDuplicates();
            assertThat(ended).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(begun);
        }
        assertThat(run.told).isEmpty();
        assertThat(run.groups).isEmpty();
    }

    private List<String> marked(String channel, String event, char mark) {
        return said.stream()
                .filter(line -> line.contains(" " + channel + " " + event))
                .flatMap(line -> List.of(line.split(" ")).stream())
                .filter(word -> word.charAt(0) == mark)
                .map(word -> word.substring(1))
                .toList();
    }

    private boolean isOpen(Alert alert) {
        return alert.resolvedAt() == null;
    }

    private void fires(String id, String server, String rule, Severity severity) {
        alerts.put(id, Made.firing(id, server, rule, severity, now));
    }

    private void ends(String id) {
        alerts.computeIfPresent(id, (key, alert) -> Made.resolved(alert, now));
    }

    private void passes(int seconds) {
        Instant end = now.plusSeconds(seconds);
        for (; now.isBefore(end); now = now.plusSeconds(1)) {
            step();
        }
    }

    /// As the planner does it: load, plan, store, as often as it wants in that moment.
    private void step() {
        Plan plan;
        do {
            List<Alert> open = alerts.values().stream()
                    .filter(alert -> isOpen(alert)
                            || told.values().stream()
                                    .anyMatch(row -> row.alertId().equals(alert.id())))
                    .toList();
            plan = grouping.plan(new Ledger(open, List.copyOf(told.values()), groups, busy), now);
            plan.drafts().forEach(this::say);
            plan.over().forEach(row -> told.remove(row.channel() + " " + row.alertId()));
            plan.told().forEach(row -> told.put(row.channel() + " " + row.alertId(), row));
            plan.groups().forEach((server, at) -> {
                groups.remove(server);
                at.ifPresent(time -> groups.put(server, time));
            });
        } while (plan.next().equals(now));
    }

    private void say(Draft draft) {
        News.Group news = (News.Group) draft.news();
        if (draft.channel().equals("pagerduty")) {
            keys.add(draft.dedupKey());
        }
        said.add(Duration.between(NOON, now).toSeconds() + " " + draft.channel() + " " + draft.event()
                + news.changed().stream()
                        .map(alert -> (isOpen(alert) || draft.channel().equals("pagerduty") ? " +" : " -") + alert.id())
                        .collect(Collectors.joining())
                + news.standing().stream().map(alert -> " =" + alert.id()).collect(Collectors.joining()));
    }
}
