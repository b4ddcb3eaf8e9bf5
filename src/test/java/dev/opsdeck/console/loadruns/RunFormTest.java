package dev.opsdeck.console.loadruns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadRequest;
import dev.opsdeck.console.loadruns.RunForm.Field;
import dev.opsdeck.console.loadruns.RunForm.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunFormTest {

    @Test
    void aProfileNeedsNoNumbers() {
        assertThat(order(new RunForm(Kind.SMOKE, "x", "x", "x", "x", "", "", null)))
                .isEqualTo(new LoadRequest(LoadProfile.SMOKE, null, null, null, null, null, null, null, null, null));
        assertThat(order(new RunForm(Kind.BASELINE, "", "", "", "", "", "", null))
                        .profile())
                .isEqualTo(LoadProfile.BASELINE);
    }

    @Test
    void aRateIsAConstantRun() {
        RunForm form = new RunForm(Kind.RATE, "1,500", "", "60", "", "", "", null);
        assertThat(order(form))
                .isEqualTo(new LoadRequest(LoadProfile.CONSTANT, null, null, 1500d, null, 60, null, null, null, null));
        assertThat(form.totalRequests()).hasValue(90_000);
    }

    @Test
    void usersAreABaselineWithTheirOwnNumbers() {
        RunForm form = new RunForm(Kind.USERS, "", "20", "30", " ", "", "", null);
        assertThat(order(form))
                .isEqualTo(new LoadRequest(LoadProfile.BASELINE, null, null, null, 20, 30, null, null, null, null));
        assertThat(form.totalRequests()).as("their pace is the server's").isEmpty();
        assertThat(form.usersAtOnce()).isEqualTo(20);
        assertThat(form.durationSeconds()).isEqualTo(30);
    }

    @Test
    void theOtherProfilesNeedOneNumberOrNone() {
        RunForm spike = new RunForm(Kind.SPIKE, "20", "", "", "", "", "10", null);
        assertThat(order(spike))
                .isEqualTo(new LoadRequest(LoadProfile.SPIKE, null, null, 20d, null, null, null, 10, null, null));
        assertThat(RunWords.plan(spike, "eu"))
                .isEqualTo("7,900 requests to eu in 2 min: 20 req/s, in the middle 30 s of 200 req/s."
                        + " Before that 10 s of ramp-up.");
        assertThat(order(new RunForm(Kind.SOAK, "5", "", "x", "", "2", "", null))
                        .durationSeconds())
                .isEqualTo(7_200);
        assertThat(RunWords.plan(new RunForm(Kind.RAMP, "50", "", "", "", "", "", null), "eu"))
                .startsWith("Steps of 10 s, each 50 req/s more, on eu until a goal breaks")
                .endsWith("up to 1,500 req/s.");
        assertThat(order(new RunForm(Kind.GOAL, "x", "x", "x", "x", "x", "", null)))
                .isEqualTo(new LoadRequest(LoadProfile.GOAL, null, null, null, null, null, null, null, null, null));
        assertThat(faults(new RunForm(Kind.SPIKE, "2001", "", "", "", "", "601", null)))
                .containsOnlyKeys(Field.RATE, Field.RAMP_UP);
        assertThat(faults(new RunForm(Kind.SOAK, "5", "", "", "", "13", "", null)))
                .containsOnlyKeys(Field.HOURS);
    }

    @Test
    void whatAProfileFoundIsItsVerdict() {
        assertThat(FoundWords.sentence(LoadFindings.of(new LoadFindings.Ramp(300.0, "p95 was 250 ms", List.of()))))
                .isEqualTo("Goals kept up to 300 req/s, then p95 was 250 ms");
        LoadFindings.Step good = new LoadFindings.Step(300, 300, 2, 3, 0, null);
        LoadFindings.Step late = new LoadFindings.Step(350, 300, 90, 300, 0, "generator late: 50 of 3500 requests");
        assertThat(FoundWords.sentence(LoadFindings.of(new LoadFindings.Ramp(300.0, null, List.of(good, late)))))
                .isEqualTo(
                        "Goals kept up to 300 req/s, above that not known; generator late in 1 of 2 steps, which do not"
                                + " count");
        assertThat(FoundWords.sentence(LoadFindings.of(new LoadFindings.Ramp(null, null, List.of(late)))))
                .isEqualTo("Nothing is known of the server; generator late in 1 of 1 steps, which do not count");
        assertThat(FoundWords.sentence(LoadFindings.of(new LoadFindings.Ramp(null, "p95 was 250 ms", List.of()))))
                .isEqualTo("Goals missed in the first step: p95 was 250 ms");
        assertThat(FoundWords.sentence(LoadFindings.of(new LoadFindings.Spike(8, 90, 3, 0))))
                .isEqualTo("Recovered 3 s after the spike: p95 8.00 ms before the spike, 90.0 ms in it");
        assertThat(FoundWords.sentence(LoadFindings.of(new LoadFindings.Spike(8, 90, null, 0))))
                .startsWith("Not recovered");
        assertThat(FoundWords.sentence(
                        LoadFindings.of(new LoadFindings.Soak(null, new LoadFindings.Memory(1, 2, true)))))
                .isEqualTo("The memory of the server grew");
        assertThat(FoundWords.sentence(LoadFindings.of(new LoadFindings.Soak(null, null))))
                .as("the figures say it")
                .isNull();
    }

    @Test
    void everyFieldThatCannotBeReadGetsItsSentence() {
        assertThat(faults(new RunForm(Kind.RATE, "fast", "", "0", "", "", "", null)))
                .containsEntry(Field.RATE, "Enter requests a second, from 0.1 to 20,000.")
                .containsEntry(Field.SECONDS, "Enter whole seconds, from 1 to 43,200 (12 hours).");
        assertThat(faults(new RunForm(Kind.USERS, "", "2001", "1.5", "-1", "", "", null)))
                .containsOnlyKeys(Field.USERS, Field.SECONDS, Field.THINK);
        assertThat(faults(new RunForm(Kind.RATE, "1e9", "", "99999999999", "", "", "", null)))
                .containsOnlyKeys(Field.RATE, Field.SECONDS);
    }

    private static LoadRequest order(RunForm form) {
        assertThat(form.read()).isInstanceOf(RunForm.Result.Order.class);
        return ((RunForm.Result.Order) form.read()).request();
    }

    private static java.util.Map<Field, String> faults(RunForm form) {
        assertThat(form.read()).isInstanceOf(RunForm.Result.Faults.class);
        return ((RunForm.Result.Faults) form.read()).sentences();
    }
}
