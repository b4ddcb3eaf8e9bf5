package dev.opsdeck.console.ui.charts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that happened, as a mark on a chart.
///
/// @param until when it ended, for what lasts
/// @param text  what the mark says when the pointer rests on it
/// @param count how many marks were put together into this one
public record EventMark(Kind kind, Instant at, @Nullable Instant until, String text, int count) {

    /// Told apart by shape, colour and word.
    public enum Kind {
        SYNC("sync"),
        FLUSH("flush"),
        LOAD("load run"),
        RESTART("restart"),
        WARNING("warning"),
        ALERT_WARNING("warning alert"),
        ALERT_CRITICAL("critical alert");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// As in the legend.
        public String word() {
            return word;
        }

        /// The style class that gives shape and colour.
        public String styleClass() {
            return "od-mark-" + word.replace(' ', '-');
        }
    }

    public EventMark(Kind kind, Instant at, @Nullable Instant until, String text) {
        this(kind, at, until, text, 1);
    }

    /// Puts marks of one kind that begin less than `apart` after the one before into one, so that they can be told
    /// apart on the screen. The result is ordered by time.
    public static List<EventMark> merged(List<EventMark> marks, Duration apart) {
        Map<Kind, EventMark> open = new EnumMap<>(Kind.class);
        List<EventMark> merged = new ArrayList<>();
        for (EventMark mark :
                marks.stream().sorted(Comparator.comparing(EventMark::at)).toList()) {
            EventMark before = open.get(mark.kind);
            if (before != null && Duration.between(before.at, mark.at).compareTo(apart) < 0) {
                merged.remove(before);
                mark = before.with(mark);
            }
            merged.add(mark);
            open.put(mark.kind, mark);
        }
        merged.sort(Comparator.comparing(EventMark::at));
        return merged;
    }

    /// The mark's text with the number of marks it stands for.
    public String words() {
        return count == 1 ? text : text + "\nand " + (count - 1) + " more just before";
    }

    private EventMark with(EventMark later) {
        Instant end = later.until == null ? until : later.until;
        return new EventMark(kind, at, end, later.text, count + later.count);
    }
}
