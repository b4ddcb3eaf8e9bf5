package dev.opsdeck.api;

import org.jspecify.annotations.Nullable;

/// The body of every error answer, `application/problem+json` of RFC 9457.
///
/// @param type   always `about:blank`: the status says the kind
/// @param title  the status in words
/// @param status the HTTP status
/// @param detail one or two sentences for the user: what is wrong and what to do
/// @param field  the parameter or body field at fault, if it is one
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String field) {}
