package dev.opsdeck.console.requests;

import dev.opsdeck.api.profiles.Profile;
import dev.opsdeck.api.profiles.ProfileDetail;
import dev.opsdeck.api.profiles.ProfileFigures;
import dev.opsdeck.api.profiles.ProfileMethod;
import dev.opsdeck.api.profiles.ProfileReason;
import dev.opsdeck.api.profiles.ProfileSampler;
import dev.opsdeck.api.profiles.ProfileShare;
import dev.opsdeck.api.profiles.ProfileState;
import dev.opsdeck.api.profiles.ProfileWait;
import dev.opsdeck.api.profiles.SampledMethods;
import dev.opsdeck.console.connection.ApiFailure;
import dev.opsdeck.console.connection.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/// A server in memory: the profiles it is given, and the calls it got.
final class FakeProfileServer implements ProfileServer {

    final List<Profile> profiles = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    List<ProfileMethod> methods = List.of(
            new ProfileMethod("dev.opsdeck.server.http.Json.bytes", 52, 0.31, 0.36),
            new ProfileMethod("java.util.zip.Deflater.deflateBytesBytes", 0, 0.22, 0.22),
            new ProfileMethod("dev.opsdeck.server.products.ProductRepository.page", 118, 0.004, 0.64));

    SampledMethods sampled = new SampledMethods(false, null, 0, List.of());

    @Nullable
    Failure failure;

    static Profile profile(long id, ProfileState state) {
        boolean done = state == ProfileState.DONE;
        Instant began = FakeRequestServer.NOON.minusSeconds(40 * (100 - id));
        return new Profile(
                id,
                "local",
                id % 4 == 0 ? ProfileReason.ALERT : ProfileReason.REQUESTED,
                id % 4 == 0 ? null : "operator at 127.0.0.1",
                id % 4 == 0 ? "0123456789abcdef" : null,
                state,
                began,
                done ? began.plusSeconds(30) : null,
                30,
                done ? 1_204 : 0,
                done ? 88_000 : 0,
                state == ProfileState.FAILED ? "The server ended while it ran." : null);
    }

    @Override
    public List<Profile> profiles() {
        calls.add("list");
        fail();
        return List.copyOf(profiles);
    }

    @Override
    public ProfileDetail profile(long id) {
        calls.add("profile " + id);
        fail();
        Profile profile =
                profiles.stream().filter(each -> each.id() == id).findFirst().orElseThrow();
        ProfileFigures figures = new ProfileFigures(
                ProfileSampler.CPU_TIME,
                1_204,
                3,
                17,
                0,
                methods,
                List.of(new ProfileShare("virtual threads", 0.93), new ProfileShare("opsdeck-ticker", 0.07)),
                List.of(new ProfileShare("byte[] in dev.opsdeck.server.http.Json.bytes:52", 1)),
                List.of(new ProfileWait(
                        "java.lang.Object in dev.opsdeck.server.db.ConnectionPool.lend:80", 1_204, 90_500)));
        return new ProfileDetail(profile, profile.state() == ProfileState.DONE ? figures : null);
    }

    @Override
    public SampledMethods sampled(int hours) {
        calls.add("sampled " + hours);
        fail();
        return sampled;
    }

    @Override
    public Profile start(int seconds) {
        calls.add("start " + seconds);
        fail();
        Profile begun = profile(90 + profiles.size(), ProfileState.RECORDING);
        profiles.addFirst(begun);
        return begun;
    }

    @Override
    public void end(long id) {
        calls.add("end " + id);
        fail();
        profiles.removeIf(profile -> profile.id() == id);
    }

    @Override
    public void save(long id, Path to, DoubleConsumer progress) throws IOException {
        calls.add("save " + id);
        Files.writeString(to, "FLR");
        fail();
        progress.accept(1);
    }

    private void fail() {
        if (failure != null) {
            throw new ApiFailure(failure);
        }
    }
}
