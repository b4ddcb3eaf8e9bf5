package dev.opsdeck.server.loadrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opsdeck.api.loadruns.LoadModel;
import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadRequest;
import dev.opsdeck.api.loadruns.LoadVerdict;
import dev.opsdeck.server.http.ApiException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The rules of a run that need neither process nor database.
final class LoadRulesTest {

    private static final RunOrder ORDER = order(LoadProfile.CONSTANT, 100.0, null, 2);

    @Test
    void whatIsNotGivenComesFromTheProfile() {
        assertThat(order(LoadProfile.SMOKE, null, null, null))
                .isEqualTo(new RunOrder(LoadProfile.SMOKE, LoadModel.OPEN, 50, 0, 10, 0, 0, Scenario.STANDARD, null));
        assertThat(order(LoadProfile.BASELINE, null, null, null))
                .isEqualTo(new RunOrder(
                        LoadProfile.BASELINE,
                        LoadModel.CLOSED,
                        0,
                        200,
                        300,
                        RunOrder.THINK_MILLIS,
                        0,
                        Scenario.STANDARD,
                        null));
        assertThat(order(LoadProfile.BASELINE, 20.0, null, 5).model()).isEqualTo(LoadModel.OPEN);
        assertThat(order(LoadProfile.SMOKE, null, 3, null).users()).isEqualTo(3);
    }

    @Test
    void goalsKeptPass() {
        assertThat(judge(100, Map.of(), 0, false).verdict()).isEqualTo(LoadVerdict.PASS);
    }

    @Test
    void aSlowServerFailsAndTheRemarkSaysByHowMuch() {
        Judgement judgement = judge(350_000, Map.of(), 0, false);

        assertThat(judgement.verdict()).isEqualTo(LoadVerdict.FAIL);
        assertThat(judgement.remarks()).anyMatch(remark -> remark.startsWith("p95 was 350 ms"));
    }

    @Test
    void oneErrorInAThousandIsTooMany() {
        Judgement judgement = judge(100, Map.of("status 500", 2L), 0, false);

        assertThat(judgement.verdict()).isEqualTo(LoadVerdict.FAIL);
        assertThat(judgement.remarks())
                .anyMatch(remark -> remark.startsWith("1.00 % of the requests failed (2 status 500)"));
    }

    @Test
    void aGeneratorThatFellBehindJudgesNobody() {
        assertThat(judge(100, Map.of(), 2, false).verdict()).isEqualTo(LoadVerdict.PASS);
        assertThat(judge(100, Map.of(), 3, false).verdict()).isEqualTo(LoadVerdict.NOT_VALID);
    }

    @Test
    void sharedCoresAreSaid() {
        assertThat(judge(100, Map.of(), 0, true).remarks()).anyMatch(remark -> remark.contains("shared"));
        assertThat(Targets.onThisMachine("http://127.0.0.1:8080")).isTrue();
        assertThat(Targets.onThisMachine("http://192.0.2.1")).isFalse();
    }

    @Test
    void nothingCompletedIsNoVerdict() {
        Judgement judgement = Judgement.of(ORDER, new RunFigures(ORDER), null, false, false);

        assertThat(judgement.verdict()).isNull();
    }

    @Test
    void aCriticalAlertRuleThatWouldHaveFiredFailsARunThatKeptItsGoals() {
        List<String> critical = List.of("The alert rule 'cpu' would have become critical.");

        Judgement kept = judge(100, Map.of(), 0, false);
        assertThat(kept.alerted(ORDER, List.of())).isEqualTo(kept);
        assertThat(kept.alerted(ORDER, critical)).isEqualTo(new Judgement(LoadVerdict.FAIL, critical));
        assertThat(judge(100, Map.of(), 3, false).alerted(ORDER, critical).verdict())
                .isEqualTo(LoadVerdict.NOT_VALID);
        for (LoadProfile meant : List.of(LoadProfile.SPIKE, LoadProfile.RAMP)) {
            assertThat(kept.alerted(order(meant, null, null, null), critical))
                    .as("a %s does it on purpose", meant)
                    .isEqualTo(new Judgement(LoadVerdict.PASS, critical));
        }
    }

    @Test
    void rulesAreTriedOnTheSecondsThatCount() {
        RunOrder order =
                RunOrder.of(new LoadRequest(LoadProfile.CONSTANT, null, null, 10.0, null, 3, null, 2, null, null));
        assertThat(tried(order, 7)).as("neither ramp-up nor what came late").containsExactly(2, 3, 4);
        assertThat(tried(order, 4))
                .as("the last line of a run that ended early")
                .containsExactly(2);
        assertThat(tried(order, 5)).containsExactly(2, 3, 4);
        assertThat(tried(order, 0)).isEmpty();
    }

    private static List<Integer> tried(RunOrder order, int lines) {
        List<Integer> tried = new ArrayList<>();
        RuleWatch watch = new RuleWatch(
                order, due -> new LoadRuns.Rules(second -> tried.add(second.second()), () -> List.of(due.toString())));
        for (int i = 0; i < lines; i++) {
            watch.add(LoadRepositorySuite.second(i, 1, Map.of(), 1), Instant.EPOCH);
        }
        assertThat(watch.critical()).isEqualTo(lines == 0 ? List.of() : List.of("1970-01-01T00:00:00Z"));
        return tried;
    }

    @Test
    void percentilesComeFromAllSecondsTogether() {
        RunFigures figures = new RunFigures(ORDER);
        figures.add(LoadRepositorySuite.second(0, 90, Map.of(), 1_000));
        figures.add(LoadRepositorySuite.second(1, 10, Map.of(), 100_000));

        assertThat(figures.figures().response().p50Millis()).isEqualTo(1, org.assertj.core.api.Assertions.within(0.01));
        assertThat(figures.figures().response().p95Millis())
                .isEqualTo(100, org.assertj.core.api.Assertions.within(0.1));
        assertThat(figures.figures().reachedPerSecond()).isEqualTo(50);
    }

    @Test
    void aStandaloneServerTestsItselfAndWhatItIsAllowed() {
        Targets targets = new Targets(() -> URI.create("http://127.0.0.1:9"), false, Set.of("http://Other:80/"));

        assertThat(targets.resolve(null)).isEqualTo("http://127.0.0.1:9");
        assertThat(targets.resolve("HTTP://127.0.0.1:9/")).isEqualTo("http://127.0.0.1:9");
        assertThat(targets.resolve("http://other:80")).isEqualTo("http://other:80");
        assertThatThrownBy(() -> targets.resolve("http://elsewhere"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("--load-targets");
        assertThatThrownBy(() -> targets.resolve("http://user:pw@other:80")).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> targets.resolve("http://a b")).isInstanceOf(ApiException.class);
    }

    @Test
    void oneServerIsOneHoweverItsAddressIsWritten() {
        assertThat(List.of(
                        "http://127.0.0.1:8080",
                        "http://localhost:8080",
                        "https://127.0.0.1:8080",
                        "http://[::1]:8080",
                        "http://0.0.0.0:8080"))
                .allSatisfy(same -> assertThat(Targets.server(same, "Here")).isEqualTo("here:8080"));
        assertThat(Targets.server("http://127.0.0.1:8080", "there")).isEqualTo("there:8080");
        assertThat(Targets.server("http://192.0.2.1", "here"))
                .isEqualTo(Targets.server("http://192.0.2.1:80", "here"))
                .isNotEqualTo(Targets.server("https://192.0.2.1", "here"));
        assertThat(Targets.server("https://192.0.2.1/base", "here")).isEqualTo("192.0.2.1:443/base");
    }

    @Test
    void theEmbeddedServerTestsAny() {
        Targets targets = new Targets(() -> URI.create("http://127.0.0.1:9"), true, Set.of());

        assertThat(targets.resolve("https://shop.example/base/")).isEqualTo("https://shop.example/base");
    }

    @Test
    void onlyMarksOfThisProcessCount() {
        LoadSignature own = new LoadSignature(new SecureRandom());
        LoadSignature other = new LoadSignature(new SecureRandom());

        assertThat(own.isOwn("5." + own.of("5"))).isTrue();
        assertThat(own.isOwn("5." + own.of("5"))).isTrue();
        assertThat(own.isOwn("6." + own.of("5"))).isFalse();
        assertThat(own.isOwn("5." + other.of("5"))).isFalse();
        assertThat(own.isOwn("5.")).isFalse();
        assertThat(own.isOwn("")).isFalse();
        assertThat(own.isOwn("x".repeat(10_000))).isFalse();
    }

    private static RunOrder order(
            LoadProfile profile, @Nullable Double rate, @Nullable Integer users, @Nullable Integer seconds) {
        return RunOrder.of(new LoadRequest(profile, null, null, rate, users, seconds, null, null, null, null));
    }

    private static Judgement judge(long micros, Map<String, Long> errors, long late, boolean sameHost) {
        RunFigures figures = new RunFigures(ORDER);
        figures.add(LoadRepositorySuite.second(0, 100, errors, micros, late));
        figures.add(LoadRepositorySuite.second(1, 100, Map.of(), micros));
        return Judgement.of(ORDER, figures, null, false, sameHost);
    }
}
