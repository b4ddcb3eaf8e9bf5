package dev.opsdeck.console.requests;

import dev.opsdeck.api.profiles.Profile;
import dev.opsdeck.api.profiles.ProfileDetail;
import dev.opsdeck.api.profiles.SampledMethods;
import dev.opsdeck.console.connection.ApiClient;
import dev.opsdeck.console.connection.ProfileApi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleConsumer;

/// What the profiles need of one server. Every method blocks and may throw
/// [dev.opsdeck.console.connection.ApiFailure]: called on background threads only.
interface ProfileServer {

    /// Newest first.
    List<Profile> profiles();

    ProfileDetail profile(long id);

    /// What ran in the last hours.
    SampledMethods sampled(int hours);

    Profile start(int seconds);

    /// Stops it early, or deletes it when it is over.
    void end(long id);

    /// Writes its recording into a file.
    void save(long id, Path to, DoubleConsumer progress) throws IOException;

    /// That of the server behind a client.
    static ProfileServer of(ApiClient api) {
        return new OverHttp(api.profiles());
    }

    /// Forwards to the calls of the contract.
    record OverHttp(ProfileApi calls) implements ProfileServer {

        private static final int MOST = 200;

        @Override
        public List<Profile> profiles() {
            return calls.profiles(MOST).data();
        }

        @Override
        public ProfileDetail profile(long id) {
            return calls.profile(id);
        }

        @Override
        public SampledMethods sampled(int hours) {
            return calls.sampled(hours);
        }

        @Override
        public Profile start(int seconds) {
            return calls.start(seconds);
        }

        @Override
        public void end(long id) {
            calls.end(id);
        }

        @Override
        public void save(long id, Path to, DoubleConsumer progress) throws IOException {
            calls.save(id, to, progress);
        }
    }
}
