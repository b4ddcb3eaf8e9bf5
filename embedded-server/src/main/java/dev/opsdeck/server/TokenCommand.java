package dev.opsdeck.server;

import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `token`: makes a token of 256 random bits and its hash. The server may be given either.
@Command(name = "token", mixinStandardHelpOptions = true, description = "Makes a token and its hash.")
final class TokenCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        String hash = Access.hashed(token);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new String(new Json().bytes(Map.of("token", token, "hash", hash)), StandardCharsets.UTF_8));
        } else {
            out.println("token: " + token);
            out.println("hash:  " + hash);
            out.println("Give the server the hash (OPSDECK_OPERATOR_TOKEN or OPSDECK_VIEWER_TOKEN), and the console the"
                    + " token.");
        }
        return 0;
    }
}
