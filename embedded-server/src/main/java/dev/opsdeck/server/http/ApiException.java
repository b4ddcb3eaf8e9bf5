package dev.opsdeck.server.http;

import io.helidon.http.Status;
import org.jspecify.annotations.Nullable;

/// A refusal that the caller can do something about. [ErrorMapping] answers it as problem+json; it is not logged.
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Status status;
    private final @Nullable String field;

    private ApiException(Status status, @Nullable String field, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
        this.field = field;
    }

    /// 400: a parameter or body field is wrong.
    public static ApiException badRequest(@Nullable String field, String sentence) {
        return new ApiException(Status.BAD_REQUEST_400, field, sentence);
    }

    /// 401: no token, or one that this server does not know.
    public static ApiException unauthorized(String sentence) {
        return new ApiException(Status.UNAUTHORIZED_401, null, sentence);
    }

    /// 403: the caller is known and may not.
    public static ApiException forbidden(String sentence) {
        return new ApiException(Status.FORBIDDEN_403, null, sentence);
    }

    /// 404.
    public static ApiException notFound(String sentence) {
        return new ApiException(Status.NOT_FOUND_404, null, sentence);
    }

    /// 405: the address is known, but not with this method.
    static ApiException methodNotAllowed(String sentence) {
        return new ApiException(Status.METHOD_NOT_ALLOWED_405, null, sentence);
    }

    /// 408: the client sends too slowly.
    static ApiException tooSlow() {
        return new ApiException(Status.REQUEST_TIMEOUT_408, null, "The body came too slowly: send it faster.");
    }

    /// 409: it stands against something that is there or under way.
    public static ApiException conflict(String sentence) {
        return new ApiException(Status.CONFLICT_409, null, sentence);
    }

    /// 412: what the caller wants to change is not as it thinks.
    public static ApiException preconditionFailed(String sentence) {
        return new ApiException(Status.PRECONDITION_FAILED_412, null, sentence);
    }

    /// 413: the body is larger than allowed.
    public static ApiException tooLarge(String sentence) {
        return new ApiException(Status.REQUEST_ENTITY_TOO_LARGE_413, null, sentence);
    }

    /// 429: the client asks too often.
    public static ApiException tooManyRequests(String sentence) {
        return new ApiException(Status.TOO_MANY_REQUESTS_429, null, sentence);
    }

    /// 503: not now.
    public static ApiException unavailable(String sentence) {
        return new ApiException(Status.SERVICE_UNAVAILABLE_503, null, sentence);
    }

    /// The status it is answered with.
    public Status status() {
        return status;
    }

    @Nullable
    String field() {
        return field;
    }

    String sentence() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
