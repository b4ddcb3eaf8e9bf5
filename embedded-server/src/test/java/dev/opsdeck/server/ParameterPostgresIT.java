package dev.opsdeck.server;

import dev.opsdeck.server.OpenApiTest.Operation;
import dev.opsdeck.server.ParameterProperties.Question;
import dev.opsdeck.server.db.TestDatabases;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Iterator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What [ParameterProperties] shows with H2, with PostgreSQL and fewer tries: it refuses other texts and numbers.
final class ParameterPostgresIT {

    private static final int QUESTIONS = 250;
    private static final int PATHS = 50;
    private static final int BODIES = 50;
    private static final String[] OPERATOR = {"Authorization", "Bearer " + SeededServer.OPERATOR};

    @Test
    void anyTextInAParameterAPathOrABodyIsTakenOrRefused(@TempDir Path data) {
        JqwikSession.run(() -> {
            try (SeededServer server = SeededServer.withProducts(data, TestDatabases.migratedPostgresSettings())) {
                ask(server, new ParameterProperties());
            }
        });
    }

    private static void ask(SeededServer server, ParameterProperties properties) throws Exception {
        Iterator<String> values = each(properties.value());
        Iterator<Question> questions = each(properties.question());
        for (int i = 0; i < QUESTIONS; i++) {
            Question question = questions.next();
            String address = server.real(question.read().path()) + "?" + question.parameter() + "="
                    + ParameterProperties.encoded(values.next());
            ParameterProperties.check(server.get(address, OPERATOR), address);
        }
        Iterator<Operation> reads = each(properties.operation());
        for (int i = 0; i < PATHS; i++) {
            String part = ParameterProperties.encoded(values.next()).replace("+", "%20");
            String address = reads.next().path().replaceFirst("\\{\\w+}", part.isEmpty() ? "%20" : part);
            ParameterProperties.check(server.get(address, OPERATOR), address);
        }
        ParameterProperties.check(server.get("/products/sources/a%00b/rollback", OPERATOR), "NUL in a path");
        Iterator<Operation> writes = each(properties.write());
        for (int i = 0; i < BODIES; i++) {
            Operation write = writes.next();
            String value = values.next();
            String address = server.real(write.path()).replace("/1", "/999999");
            ParameterProperties.check(
                    server.send(write.method(), address, BodyPublishers.ofString(value), OPERATOR),
                    write + " " + value);
        }
    }

    private static <T> Iterator<T> each(Arbitrary<T> arbitrary) {
        return arbitrary.sampleStream().iterator();
    }
}
