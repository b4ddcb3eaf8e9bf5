package dev.opsdeck.console.loadruns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadRequest;
import dev.opsdeck.console.loadruns.RunForm.Field;
import dev.opsdeck.console.loadruns.RunForm.Kind;
import org.junit.jupiter.api.Test;

class RunFormTest {

    @Test
    void aProfileNeedsNoNumbers() {
        assertThat(order(new RunForm(Kind.SMOKE, "x", "x", "x", "x")))
                .isEqualTo(new LoadRequest(LoadProfile.SMOKE, null, null, null, null, null, null, null));
        assertThat(order(new RunForm(Kind.BASELINE, "", "", "", "")).profile()).isEqualTo(LoadProfile.BASELINE);
    }

    @Test
    void aRateIsAConstantRun() {
        RunForm form = new RunForm(Kind.RATE, "1,500", "", "60", "");
        assertThat(order(form))
                .isEqualTo(new LoadRequest(LoadProfile.CONSTANT, null, null, 1500d, null, 60, null, null));
        assertThat(form.totalRequests()).hasValue(90_000);
    }

    @Test
    void usersAreABaselineWithTheirOwnNumbers() {
        RunForm form = new RunForm(Kind.USERS, "", "20", "30", " ");
        assertThat(order(form)).isEqualTo(new LoadRequest(LoadProfile.BASELINE, null, null, null, 20, 30, null, null));
        assertThat(form.totalRequests()).as("their pace is the server's").isEmpty();
        assertThat(form.usersAtOnce()).isEqualTo(20);
        assertThat(form.durationSeconds()).isEqualTo(30);
    }

    @Test
    void everyFieldThatCannotBeReadGetsItsSentence() {
        assertThat(faults(new RunForm(Kind.RATE, "fast", "", "0", "")))
                .containsEntry(Field.RATE, "Enter requests a second, from 0.1 to 20,000.")
                .containsEntry(Field.SECONDS, "Enter whole seconds, from 1 to 43,200 (12 hours).");
        assertThat(faults(new RunForm(Kind.USERS, "", "2001", "1.5", "-1")))
                .containsOnlyKeys(Field.USERS, Field.SECONDS, Field.THINK);
        assertThat(faults(new RunForm(Kind.RATE, "1e9", "", "99999999999", "")))
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
