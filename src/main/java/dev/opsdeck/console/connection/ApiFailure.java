package dev.opsdeck.console.connection;

/// A call of [ApiClient] that did not succeed. Thrown on background threads only.
public final class ApiFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public ApiFailure(Failure failure) {
        super(failure.text());
        this.failure = failure;
    }

    public ApiFailure(Failure failure, Throwable cause) {
        super(failure.text(), cause);
        this.failure = failure;
    }

    /// What to tell the user.
    public Failure failure() {
        return failure;
    }
}
