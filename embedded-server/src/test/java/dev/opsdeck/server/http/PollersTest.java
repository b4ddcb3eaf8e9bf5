package dev.opsdeck.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// That the runtime does as it is told: in a process of its own, as it counts once a process.
final class PollersTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void oneLooksForAllConnectionsAndOneForThoseThatWaitToWrite() throws Exception {
        assertThat(pollers("-Dwhatever=1")).hasSize(2);
    }

    @Test
    void whoGaveAnotherNumberKeepsIt() throws Exception {
        assertThat(pollers("-Djdk.readPollers=4")).hasSize(5);
    }

    private List<String> pollers(String option) throws IOException, InterruptedException {
        Path dump = folder.resolve("threads.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        option,
                        "-cp",
                        System.getProperty("java.class.path"),
                        PollersTest.class.getName(),
                        dump.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        try (Stream<String> lines = Files.lines(dump)) {
            return lines.filter(line -> line.contains("\"SubPoller-")).toList();
        }
    }

    /// One virtual thread waits for a socket; then all threads are written to the file.
    ///
    /// @param args the file
    public static void main(String[] args) throws IOException, InterruptedException {
        Pollers.one();
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket server = listener.accept()) {
            Thread reader = Thread.ofVirtual().start(() -> read(server));
            while (reader.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(args[0], ThreadDumpFormat.TEXT_PLAIN);
            client.getOutputStream().write(1);
            reader.join();
        }
    }

    private static void read(Socket socket) {
        try {
            socket.getInputStream().read();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
