package dev.opsdeck.console.requests;

import dev.opsdeck.api.profiles.Profile;
import dev.opsdeck.api.profiles.ProfileState;
import java.time.Instant;
import java.util.List;
import java.util.function.LongConsumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The profile under way, and the one that was begun here. FX thread.
final class RunningProfile {

    private final ReadOnlyObjectWrapper<@Nullable Profile> running = new ReadOnlyObjectWrapper<>(this, "running");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress");

    /// 0 for none.
    private long begun;

    ReadOnlyObjectProperty<@Nullable Profile> running() {
        return running.getReadOnlyProperty();
    }

    ReadOnlyDoubleProperty progress() {
        return progress.getReadOnlyProperty();
    }

    void begun(long id) {
        begun = id;
    }

    /// @param done told once when the one that was begun here is done
    void follow(List<Profile> profiles, Instant now, LongConsumer done) {
        Profile newest =
                profiles.stream().filter(ProfileWords::underWay).findFirst().orElse(null);
        running.set(newest);
        progress.set(newest == null ? 0 : ProfileWords.progress(newest, now));
        profiles.stream()
                .filter(profile -> profile.id() == begun && !ProfileWords.underWay(profile))
                .findFirst()
                .ifPresent(profile -> {
                    begun = 0;
                    if (profile.state() == ProfileState.DONE) {
                        done.accept(profile.id());
                    }
                });
    }

    void forget() {
        begun = 0;
        running.set(null);
    }
}
