package dev.opsdeck.server.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The order of what happens to one scope at once.
final class ScopeTest {

    private final AtomicInteger changes = new AtomicInteger();
    private final Scope scope = new Scope("lists", Stamp.known("first"), changes::incrementAndGet);

    @Test
    void learnsWhatOthersAgreedOn() {
        scope.learn("second", scope.renewals());
        assertThat(scope.stamp().text()).isEqualTo("second");
        assertThat(changes).hasValue(1);
    }

    @Test
    void anAnswerThatARenewalOvertookIsVoid() {
        long before = scope.renewals();
        Stamp provisional = Stamp.provisional();
        scope.renew(provisional);
        scope.learn("first", before);
        assertThat(scope.stamp()).isSameAs(provisional);

        scope.settle(provisional, "third");
        scope.learn("first", before + 1);
        assertThat(scope.stamp().text()).isEqualTo("third");
    }

    @Test
    void onlyTheLatestRenewalSettles() {
        Stamp early = Stamp.provisional();
        Stamp late = Stamp.provisional();
        scope.renew(early);
        scope.renew(late);
        scope.settle(early, "early");
        assertThat(scope.stamp()).isSameAs(late);
        scope.settle(late, "late");
        assertThat(scope.stamp().text()).isEqualTo("late");
    }

    @Test
    void aWriteReplacesTheStampThatWasInForceBeforeItOnly() {
        Stamp before = scope.stamp();
        assertThat(scope.replace(before, Stamp.known("second"))).isTrue();
        assertThat(scope.stamp().text()).isEqualTo("second");

        assertThat(scope.replace(before, Stamp.known("third"))).isFalse();
        assertThat(scope.stamp().text()).isEqualTo("second");
        assertThat(changes).hasValue(1);
    }

    @Test
    void anAnswerThatAWriteOvertookIsVoid() {
        long before = scope.renewals();
        scope.replace(scope.stamp(), Stamp.known("second"));
        scope.learn("first", before);
        assertThat(scope.stamp().text()).isEqualTo("second");
    }
}
