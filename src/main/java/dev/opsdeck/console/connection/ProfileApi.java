package dev.opsdeck.console.connection;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.opsdeck.api.Page;
import dev.opsdeck.api.profiles.Profile;
import dev.opsdeck.api.profiles.ProfileDetail;
import dev.opsdeck.api.profiles.ProfileOrder;
import dev.opsdeck.api.profiles.SampledMethods;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.DoubleConsumer;

/// The calls about profiles to one server; the same rules as for [ApiClient], which makes it.
public final class ProfileApi {

    private final Http http;

    ProfileApi(Http http) {
        this.http = http;
    }

    /// `GET /ops/profiles`, newest first.
    public Page<Profile> profiles(int limit) {
        return http.get(http.path("ops/profiles").with("limit", limit), new TypeReference<>() {});
    }

    /// `GET /ops/profiles/{id}`.
    public ProfileDetail profile(long id) {
        return http.get(http.path("ops/profiles/" + id), new TypeReference<>() {});
    }

    /// `GET /ops/profiles/sampled`: what ran in the last hours.
    public SampledMethods sampled(int hours) {
        return http.get(http.path("ops/profiles/sampled").with("hours", hours), new TypeReference<>() {});
    }

    /// `POST /ops/profiles`: begins one.
    public Profile start(int seconds) {
        return http.send("POST", http.path("ops/profiles"), new ProfileOrder(seconds), new TypeReference<>() {});
    }

    /// `DELETE /ops/profiles/{id}`: stops it early, or deletes it when it is over.
    public void end(long id) {
        http.delete(http.path("ops/profiles/" + id));
    }

    /// `GET /ops/profiles/{id}/file`, into a file.
    ///
    /// @param progress told the share that is there, 0 to 1, on the calling thread
    /// @throws IOException if the file cannot be written
    public void save(long id, Path to, DoubleConsumer progress) throws IOException {
        http.download(http.path("ops/profiles/" + id + "/file"), to, progress);
    }
}
