package dev.opsdeck.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A backend in a process of its own, as a user starts it, for tests that kill or freeze it.
public final class BackendProcess implements AutoCloseable {

    static final String TOKEN = "operator-token-0123456789";

    private static final Pattern READY = Pattern.compile("Opsdeck listens on (http://\\S+)");

    private final Process process;
    private final List<String> log;
    private final URI url;
    private final HttpClient client = HttpClient.newHttpClient();

    private BackendProcess(Process process, List<String> log, URI url) {
        this.process = process;
        this.log = log;
        this.url = url;
    }

    /// Starts it and waits for the line that says it is ready.
    public static BackendProcess start(Path data) throws IOException {
        return start(data, Map.of());
    }

    /// As [#start(Path)], with more variables of its environment.
    public static BackendProcess start(Path data, Map<String, String> environment) throws IOException {
        Process process = fork(data, environment);
        List<String> log = new ArrayList<>();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        String line;
        while ((line = lines.readLine()) != null) {
            log.add(line);
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                // Nobody reads the log any more, and a full pipe would stop it.
                Thread.ofVirtual().start(() -> drain(lines));
                return new BackendProcess(process, log, URI.create(ready.group(1)));
            }
        }
        throw new IOException("it did not start: " + log);
    }

    private static void drain(BufferedReader lines) {
        try {
            while (lines.readLine() != null) {
                // thrown away
            }
        } catch (IOException ended) {
            // The process is gone, and its pipe with it.
        }
    }

    /// Starts it without waiting.
    public static Process fork(Path data) throws IOException {
        return fork(data, Map.of());
    }

    private static Process fork(Path data, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                // It lives for seconds, and half of them would go into optimising it.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.opsdeck.server.Main"));
        command.addAll(List.of("serve", "--port", "0", "--data", data.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("OPSDECK_OPERATOR_TOKEN", TOKEN);
        builder.environment().putAll(environment);
        return builder.start();
    }

    List<String> log() {
        return log;
    }

    public URI url() {
        return url;
    }

    HttpClient client() {
        return client;
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    public HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).header("Authorization", "Bearer " + TOKEN);
    }

    /// The processes that it has started and that still run.
    List<ProcessHandle> children() {
        return process.children().toList();
    }

    /// `kill -9`.
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// SIGTERM; its exit code.
    public int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("it did not end");
        }
        return process.exitValue();
    }

    /// As [#terminate], for a task.
    int terminated() {
        try {
            return terminate();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// Kills it, and waits until it has let go of its files.
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        client.close();
    }
}
