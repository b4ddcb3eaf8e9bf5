package dev.opsdeck.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.openapi.Document;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `openapi`: prints the OpenAPI document, without a server.
@Command(name = "openapi", mixinStandardHelpOptions = true, description = "Prints the OpenAPI document.")
final class OpenApiCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--json", description = "Print it on one line.")
    private boolean oneLine;

    @Override
    public Integer call() throws JsonProcessingException {
        Json json = new Json();
        var document = Document.of(json, Version.current());
        spec.commandLine().getOut().println(oneLine ? document.toString() : document.toPrettyString());
        return 0;
    }
}
