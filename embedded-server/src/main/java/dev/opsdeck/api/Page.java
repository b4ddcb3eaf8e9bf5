package dev.opsdeck.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param data  the rows, in the order asked for
/// @param total how many rows the whole list has
/// @param next  what to pass as `after` to read the following page; null on the last page, and where the list has no
///              keyset paging
public record Page<T>(List<T> data, long total, @Nullable String next) {

    public Page {
        data = List.copyOf(data);
    }

    /// A list that is complete in one page.
    public static <T> Page<T> whole(List<T> data) {
        return new Page<>(data, data.size(), null);
    }
}
