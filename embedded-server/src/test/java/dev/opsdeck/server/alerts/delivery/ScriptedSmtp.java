package dev.opsdeck.server.alerts.delivery;

import dev.opsdeck.server.TestCertificate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// A mail server that takes one connection and says what the test wants: with TLS from the first byte on, from
/// STARTTLS on, or without.
final class ScriptedSmtp implements AutoCloseable {

    private final ServerSocket listening;
    private final @Nullable SSLContext tls;
    private final boolean implicit;
    private final String recipient;
    private final List<String> commands = new CopyOnWriteArrayList<>();

    /// @param certificate null: no TLS
    /// @param implicit    whether from the first byte on
    /// @param recipient   what it says to each recipient; empty: it hangs up
    ScriptedSmtp(@Nullable TestCertificate certificate, boolean implicit, String recipient) throws Exception {
        this.listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        this.tls = certificate == null ? null : context(certificate);
        this.implicit = implicit;
        this.recipient = recipient;
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return listening.getLocalPort();
    }

    /// What it was told, `TLS` where the line became secret.
    List<String> commands() {
        return commands;
    }

    private void serve() {
        try (Socket socket = listening.accept()) {
            talk(implicit ? secured(socket) : socket, true);
        } catch (IOException gone) {
            commands.add("gone");
        }
    }

    private void talk(Socket socket, boolean greet) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        if (greet) {
            say(socket, "220 mail.example ESMTP");
        }
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            commands.add(line);
            if (line.equals("STARTTLS")) {
                say(socket, "220 go ahead");
                talk(secured(socket), false);
                return;
            }
            if (line.startsWith("RCPT") && recipient.isEmpty()) {
                return;
            }
            say(socket, answer(line, socket instanceof SSLSocket));
            if (line.equals("DATA")) {
                while (!".".equals(lines.readLine())) {
                    // The mail itself.
                }
                say(socket, "250 taken");
            }
        }
    }

    private String answer(String line, boolean secret) {
        if (line.startsWith("EHLO")) {
            return tls == null || secret ? "250 mail.example" : "250-mail.example\r\n250 STARTTLS";
        }
        if (line.equals("DATA")) {
            return "354 go on";
        }
        return line.startsWith("RCPT") ? recipient : "250 fine";
    }

    private SSLSocket secured(Socket socket) throws IOException {
        SSLSocket secured = (SSLSocket)
                java.util.Objects.requireNonNull(tls).getSocketFactory().createSocket(socket, null, true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        commands.add("TLS");
        return secured;
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static SSLContext context(TestCertificate certificate) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        char[] password = TestCertificate.PASSWORD.toCharArray();
        try (var in = Files.newInputStream(certificate.keystore())) {
            keys.load(in, password);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(keys, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
