package dev.opsdeck.api;

/// A value that the contract does not allow. The message is a sentence for the user.
public final class InvalidField extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;

    public InvalidField(String field, String sentence) {
        super(sentence);
        this.field = field;
    }

    /// The name of the field, as it is written in the JSON.
    public String field() {
        return field;
    }
}
