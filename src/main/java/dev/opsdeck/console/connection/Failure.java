package dev.opsdeck.console.connection;

import dev.opsdeck.api.Problem;

/// Why a call did not succeed, in words for the user. Immutable; made on background threads, shown on the JavaFX
/// thread.
public sealed interface Failure {

    /// Two or three words, for a banner's start.
    String title();

    /// What happened, one sentence.
    String sentence();

    /// What the user can do, one sentence.
    String nextStep();

    /// Both sentences.
    default String text() {
        return sentence() + " " + nextStep();
    }

    /// Whether a certificate that somebody may approve is in the way.
    default boolean aboutCertificate() {
        return this instanceof Offline offline && offline.reason() == Reason.CERTIFICATE;
    }

    /// Whether another address, token or approved certificate is what helps.
    default boolean inTheEntry() {
        return switch (this) {
            case Offline offline ->
                switch (offline.reason()) {
                    case CERTIFICATE, FOREIGN, NO_TLS -> true;
                    case GONE, VERSION, OVERLOADED, NOT_STARTED, NO_TOKENS -> false;
                };
            case Rejected rejected -> rejected.wrongToken();
            case Bug bug -> false;
        };
    }

    /// What keeps a server from being used.
    enum Reason {
        /// Nothing listens, or the line is cut.
        GONE,
        /// The server's certificate is not trusted or not for this address.
        CERTIFICATE,
        /// An Opsdeck server answers, but one of another contract.
        VERSION,
        /// Something answers, but no Opsdeck server.
        FOREIGN,
        /// The address says https, and what listens there speaks something else.
        NO_TLS,
        /// It answers 503 or 429, or too slowly.
        OVERLOADED,
        /// The backend inside the console could not start.
        NOT_STARTED,
        /// The tokens of remote servers cannot be read where they are kept.
        NO_TOKENS
    }

    /// No usable answer came from the server.
    ///
    /// @param server its name
    /// @param detail what was seen, for example the address or the version; may be empty
    record Offline(Reason reason, String server, String detail) implements Failure {

        @Override
        public String title() {
            return switch (reason) {
                case GONE -> "No answer";
                case CERTIFICATE -> "Certificate refused";
                case VERSION -> "Versions do not match";
                case FOREIGN -> "Not an Opsdeck server";
                case NO_TLS -> "No HTTPS there";
                case OVERLOADED -> "Server overloaded";
                case NOT_STARTED -> "Backend not started";
                case NO_TOKENS -> "Tokens not readable";
            };
        }

        @Override
        public String sentence() {
            return switch (reason) {
                case GONE -> "No answer from " + server + (detail.isEmpty() ? "" : " at " + detail) + ".";
                case CERTIFICATE ->
                    "The certificate of " + server + " is not trusted" + (detail.isEmpty() ? "" : " (" + detail + ")")
                            + ".";
                case VERSION ->
                    server + " is no Opsdeck server of this version" + (detail.isEmpty() ? "" : ": " + detail) + ".";
                case FOREIGN ->
                    "What answers in place of " + server + " is no Opsdeck server"
                            + (detail.isEmpty() ? "" : " (" + detail + ")") + ".";
                case NO_TLS -> server + " does not speak HTTPS" + (detail.isEmpty() ? "" : " at " + detail) + ".";
                case OVERLOADED ->
                    server + " has more to do than it can" + (detail.isEmpty() ? "" : " (" + detail + ")") + ".";
                case NO_TOKENS -> detail;
                case NOT_STARTED -> detail.isEmpty() ? "The backend on this computer could not start." : detail;
            };
        }

        @Override
        public String nextStep() {
            return switch (reason) {
                case GONE -> "Check that it runs and that this computer is on its network.";
                case CERTIFICATE ->
                    "Edit the server to see the certificate and to trust it, or have one installed that this"
                            + " computer's system trusts.";
                case VERSION -> "Install the same version of Opsdeck on both sides.";
                case FOREIGN -> "Check the address and its port.";
                case NO_TLS ->
                    "Check the port; if the server is meant to speak plain HTTP, begin the address with http://.";
                case OVERLOADED -> "Wait a moment, or stop a load run or sync that is under way.";
                case NO_TOKENS -> "The Settings page says where they are kept, and unlocks them.";
                case NOT_STARTED -> "Close what else uses the data folder, then choose Try now.";
            };
        }
    }

    /// The server understood the call and refused it.
    ///
    /// @param server its name
    record Rejected(String server, int status, Problem problem) implements Failure {

        /// Whether another token would help.
        public boolean wrongToken() {
            return status == 401 || status == 403;
        }

        @Override
        public String title() {
            return switch (status) {
                case 401 -> "Wrong token";
                case 403 -> "Not allowed";
                case 404 -> "Not found";
                case 409 -> "Not now";
                default -> "Refused";
            };
        }

        @Override
        public String sentence() {
            return switch (status) {
                case 401 -> server + " was given no token that it accepts.";
                case 403 -> server + " does not allow this with this token.";
                default -> problem.detail();
            };
        }

        @Override
        public String nextStep() {
            return switch (status) {
                case 401 -> "Edit the server and enter its viewer or operator token.";
                case 403 -> "Edit the server and enter an operator token.";
                default -> "";
            };
        }

        @Override
        public String text() {
            return nextStep().isEmpty() ? sentence() : sentence() + " " + nextStep();
        }
    }

    /// Anything else: a mistake in the program. The cause has been logged.
    record Bug(Throwable cause) implements Failure {

        @Override
        public String title() {
            return "Opsdeck made a mistake";
        }

        @Override
        public String sentence() {
            return "Something went wrong inside Opsdeck (" + cause.getClass().getSimpleName() + ").";
        }

        @Override
        public String nextStep() {
            return "Try again; if it comes back, send the log of the console to its makers.";
        }
    }
}
