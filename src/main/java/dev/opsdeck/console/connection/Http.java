package dev.opsdeck.console.connection;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.opsdeck.api.Problem;
import dev.opsdeck.console.connection.Failure.Bug;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Requests and answers of [ApiClient]: token, JSON, time limits, and one place that turns what goes wrong into
/// [ApiFailure]. Blocking, background threads only.
final class Http {

    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
    private static final MediaType OCTETS = MediaType.get("application/octet-stream");

    private final Supplier<HttpClients.Clients> clients;
    private final Supplier<Endpoint> endpoint;
    private final Wire wire;

    /// @param clients  shared by all servers; their owner closes them; may block until they are made
    /// @param endpoint asked at every call; may block until the server is up, may throw [ApiFailure]
    Http(Supplier<HttpClients.Clients> clients, Wire wire, Supplier<Endpoint> endpoint) {
        this.clients = clients;
        this.wire = wire;
        this.endpoint = endpoint;
    }

    Endpoint endpoint() {
        return endpoint.get();
    }

    /// An address below the server's.
    Url path(String path) {
        Endpoint now = endpoint.get();
        HttpUrl url = now.base().resolve(path);
        if (url == null) {
            throw new IllegalArgumentException(path);
        }
        return new Url(now, url.newBuilder());
    }

    <T> T get(Url url, TypeReference<T> type) {
        return call(prompt(), url, url.request().get().build(), type);
    }

    <T> T send(String method, Url url, @Nullable Object body, TypeReference<T> type) {
        RequestBody content = body == null ? null : RequestBody.create(wire.write(body), JSON);
        return call(prompt(), url, url.request().method(method, content).build(), type);
    }

    /// An answer and its version.
    ///
    /// @param tag null when the server gave none
    record Tagged<T>(T value, @Nullable String tag) {}

    <T> Tagged<T> getTagged(Url url, TypeReference<T> type) {
        return tagged(url, url.request().get().build(), type);
    }

    /// @param tag the version that is replaced; null for any
    <T> Tagged<T> putTagged(Url url, @Nullable String tag, Object body, TypeReference<T> type) {
        Request.Builder request = url.request().put(RequestBody.create(wire.write(body), JSON));
        return tagged(url, (tag == null ? request : request.header("If-Match", tag)).build(), type);
    }

    private <T> Tagged<T> tagged(Url url, Request request, TypeReference<T> type) {
        try (Response response = opened(url, prompt().newCall(request))) {
            return new Tagged<>(understood(url, request, response.body().bytes(), type), response.header("ETag"));
        } catch (IOException e) {
            throw new ApiFailure(Failures.of(url.endpoint, e), e);
        }
    }

    /// A `POST` that is answered with nothing.
    void tell(Url url, Object body) {
        answer(
                prompt(),
                url,
                url.request().post(RequestBody.create(wire.write(body), JSON)).build());
    }

    /// As [#send], for what may take long.
    <T> T sendPatiently(String method, Url url, Object body, TypeReference<T> type) {
        RequestBody content = RequestBody.create(wire.write(body), JSON);
        return call(patient(), url, url.request().method(method, content).build(), type);
    }

    void delete(Url url) {
        answer(prompt(), url, url.request().delete().build());
    }

    void upload(Url url, RequestBody content) {
        answer(patient(), url, url.request().put(content).build());
    }

    byte[] bytes(Url url) {
        return answer(patient(), url, url.request().get().build());
    }

    /// Writes an answer into a file as it comes in, 64 KiB at a time. What is there of it when it breaks off stays.
    ///
    /// @param progress told the share that is there, 0 to 1, on the calling thread
    /// @throws IOException if the file cannot be written
    void download(Url url, Path to, DoubleConsumer progress) throws IOException {
        try (Response response =
                        opened(url, patient().newCall(url.request().get().build()));
                OutputStream out = Files.newOutputStream(to)) {
            long length = Math.max(1, response.body().contentLength());
            byte[] buffer = new byte[65_536];
            long written = 0;
            InputStream in = response.body().byteStream();
            for (int read = read(url, in, buffer); read >= 0; read = read(url, in, buffer)) {
                out.write(buffer, 0, read);
                written += read;
                progress.accept(Math.min(1, (double) written / length));
            }
        }
    }

    private static int read(Url url, InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new ApiFailure(Failures.of(url.endpoint, e), e);
        }
    }

    ApiClient.LiveCall live(@Nullable String lastEventId) {
        Url url = path("ops/live");
        Request.Builder request = url.request().header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        Call call = patient().newCall(request.get().build());
        return new ApiClient.LiveCall() {
            @Override
            public Response open() {
                return opened(url, call);
            }

            @Override
            public void close() {
                call.cancel();
            }
        };
    }

    static RequestBody octets(byte[] content) {
        return RequestBody.create(content, OCTETS);
    }

    /// How the contract writes an enum's constant.
    <E extends Enum<E>> String name(Class<E> type, E value) {
        try {
            JsonProperty name = type.getField(value.name()).getAnnotation(JsonProperty.class);
            return name == null ? value.name() : name.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalArgumentException(value.name(), e);
        }
    }

    private OkHttpClient prompt() {
        return clients.get().prompt();
    }

    private OkHttpClient patient() {
        return clients.get().patient();
    }

    private <T> T call(OkHttpClient with, Url url, Request request, TypeReference<T> type) {
        return understood(url, request, answer(with, url, request), type);
    }

    private <T> T understood(Url url, Request request, byte[] answer, TypeReference<T> type) {
        try {
            return wire.read(answer, type);
        } catch (IOException e) {
            throw new ApiFailure(
                    new Offline(
                            Reason.FOREIGN,
                            url.endpoint.server(),
                            "its answer to " + request.url().encodedPath() + " is not understood"),
                    e);
        }
    }

    private byte[] answer(OkHttpClient with, Url url, Request request) {
        try (Response response = opened(url, with.newCall(request))) {
            return response.body().bytes();
        } catch (IOException e) {
            throw new ApiFailure(Failures.of(url.endpoint, e), e);
        }
    }

    private Response opened(Url url, Call call) {
        Response response;
        try {
            response = call.execute();
        } catch (UncheckedIOException e) {
            // A file that could not be read while it was sent.
            throw new ApiFailure(new Bug(e), e);
        } catch (IOException e) {
            throw new ApiFailure(Failures.of(url.endpoint, e), e);
        }
        if (response.isSuccessful()) {
            return response;
        }
        try (response) {
            throw new ApiFailure(Failures.of(url.endpoint, response.code(), problem(response)));
        }
    }

    private @Nullable Problem problem(Response response) {
        try {
            Problem problem = wire.read(response.body().string(), Problem.class);
            return problem.detail() == null ? null : problem;
        } catch (IOException e) {
            return null; // not ours: the status alone decides
        }
    }

    /// An address that is being put together.
    static final class Url {
        private final Endpoint endpoint;
        private final HttpUrl.Builder builder;

        Url(Endpoint endpoint, HttpUrl.Builder builder) {
            this.endpoint = endpoint;
            this.builder = builder;
        }

        /// Adds a parameter, unless the value is null.
        @com.google.errorprone.annotations.CanIgnoreReturnValue
        Url with(String name, @Nullable Object value) {
            if (value != null) {
                builder.addQueryParameter(name, value.toString());
            }
            return this;
        }

        Request.Builder request() {
            Request.Builder request = new Request.Builder().url(builder.build());
            return endpoint.token() == null ? request : request.header("Authorization", "Bearer " + endpoint.token());
        }
    }
}
