package dev.opsdeck.server.openapi;

import dev.opsdeck.server.http.Caller.Level;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What one method on one address takes and answers. Errors are left out: every operation answers those that its level,
/// parameters and body can cause.
///
/// @param path       as it is documented, such as `/products/{id}`
/// @param parameters those of the path are added by themselves
/// @param request    the body it takes
/// @param answers    what it answers when all is well
record Operation(
        String method,
        String path,
        Level level,
        String summary,
        List<Parameter> parameters,
        @Nullable Request request,
        List<Answer> answers) {

    static final String JSON = "application/json";

    Operation {
        parameters = List.copyOf(parameters);
        answers = List.copyOf(answers);
    }

    /// @param type    what the body is; null for bytes of any kind
    /// @param patch   whether the body is a merge patch of the type
    /// @param example a value of the type, or of what it may be written from
    record Request(
            String mediaType,
            @Nullable Type type,
            boolean patch,
            boolean required,
            @Nullable Object example) {}

    /// @param type null for no body, or one of text
    record Answer(
            int status,
            @Nullable String mediaType,
            @Nullable Type type) {}

    static Operation get(String path, Level level, String summary) {
        return new Operation("GET", path, level, summary, List.of(), null, List.of());
    }

    static Operation post(String path, Level level, String summary) {
        return new Operation("POST", path, level, summary, List.of(), null, List.of());
    }

    static Operation put(String path, Level level, String summary) {
        return new Operation("PUT", path, level, summary, List.of(), null, List.of());
    }

    static Operation patch(String path, Level level, String summary) {
        return new Operation("PATCH", path, level, summary, List.of(), null, List.of());
    }

    static Operation delete(String path, Level level, String summary) {
        return new Operation("DELETE", path, level, summary, List.of(), null, List.of());
    }

    Operation with(Parameter... more) {
        List<Parameter> all = new ArrayList<>(parameters);
        all.addAll(List.of(more));
        return new Operation(method, path, level, summary, all, request, answers);
    }

    /// Takes a JSON body like this record.
    Operation takes(Record example) {
        return takes(new Request(JSON, example.getClass(), false, true, example));
    }

    /// Takes a JSON body like this record, or none.
    Operation mayTake(Record example) {
        return takes(new Request(JSON, example.getClass(), false, false, example));
    }

    Operation takes(Request body) {
        return new Operation(method, path, level, summary, parameters, body, answers);
    }

    /// Answers JSON.
    Operation answers(int status, Type type) {
        return answers(new Answer(status, JSON, type));
    }

    Operation answersNothing() {
        return answers(new Answer(204, null, null));
    }

    Operation answersText(String mediaType) {
        return answers(new Answer(200, mediaType, null));
    }

    Operation answers(Answer answer) {
        return new Operation(
                method,
                path,
                level,
                summary,
                parameters,
                request,
                Stream.concat(answers.stream(), Stream.of(answer)).toList());
    }

    /// Method and path, which no other operation has.
    String key() {
        return method + " " + path;
    }
}
