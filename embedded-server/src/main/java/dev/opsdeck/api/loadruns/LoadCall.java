package dev.opsdeck.api.loadruns;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One kind of request of the mix.
///
/// @param name     how the report calls it
/// @param path     with `{productId}` where an id of the plan is to be drawn
/// @param weight   share of the mix, over the sum of all weights
/// @param headers  beside those that every request has
/// @param body     of the request, also with `{productId}`; null for none
/// @param statuses that are no error; empty for 2xx and 304
/// @param contains text that the body of the answer must contain; null for any
public record LoadCall(
        String name,
        String method,
        String path,
        double weight,
        Map<String, String> headers,
        @Nullable String body,
        List<Integer> statuses,
        @Nullable String contains) {

    public LoadCall {
        headers = Map.copyOf(headers);
        statuses = List.copyOf(statuses);
    }

    /// A call with nothing beside its address.
    public LoadCall(String name, String method, String path, double weight) {
        this(name, method, path, weight, Map.of(), null, List.of(), null);
    }
}
