package dev.opsdeck.server.openapi;

import dev.opsdeck.server.http.Answer;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.Json;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// `/openapi`: for anybody. The document is made at the first question and kept.
public final class OpenApiRoutes implements HttpService {

    private static final Duration MAX_AGE = Duration.ofMinutes(5);

    private final Json json;
    private final Answers answers;
    private final String version;
    private final AtomicReference<@Nullable Answer> kept = new AtomicReference<>();

    public OpenApiRoutes(Json json, Answers answers, String version) {
        this.json = json;
        this.answers = answers;
        this.version = version;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/openapi", (req, res) -> answers.send(req, res, document()));
    }

    private Answer document() {
        Answer answer = kept.get();
        if (answer == null) {
            answer = answers.prepare(Document.of(json, version), MAX_AGE);
            kept.set(answer);
        }
        return answer;
    }
}
