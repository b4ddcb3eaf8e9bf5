package dev.opsdeck.server.alerts.delivery;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.Severity;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// What a message tells, as it was when it was made. Kept as JSON until it is delivered.
sealed interface News {

    /// The alerts that it tells of.
    List<Alert> alerts();

    /// Of one server.
    ///
    /// @param server   as people call it
    /// @param changed  what is new: these fire now, or are over
    /// @param standing what fires and was told before
    record Group(String server, List<Alert> changed, List<Alert> standing) implements News {

        public Group {
            changed = List.copyOf(changed);
            standing = List.copyOf(standing);
        }

        @Override
        public List<Alert> alerts() {
            return Stream.concat(changed.stream(), standing.stream()).toList();
        }

        List<Alert> firing() {
            return alerts().stream()
                    .filter(alert -> alert.state() == AlertState.FIRING)
                    .toList();
        }

        List<Alert> over() {
            return changed.stream()
                    .filter(alert -> alert.state() == AlertState.RESOLVED)
                    .toList();
        }
    }

    /// Of a day.
    ///
    /// @param server   who tells it
    /// @param warnings how many fired
    /// @param critical likewise
    /// @param fired    the first of them, in the order of their time
    /// @param open     what fires at the end of the day; the first of them
    record Day(
            String server,
            Instant from,
            Instant to,
            long warnings,
            long critical,
            List<Alert> fired,
            List<Alert> open,
            long openInAll)
            implements News {

        public Day {
            fired = List.copyOf(fired);
            open = List.copyOf(open);
        }

        @Override
        public List<Alert> alerts() {
            return Stream.concat(fired.stream(), open.stream()).distinct().toList();
        }
    }

    /// Of a report that was written.
    ///
    /// @param title what is the subject
    /// @param lines what it says in short
    record Review(String server, String title, List<String> lines) implements News {

        public Review {
            lines = List.copyOf(lines);
        }

        @Override
        public List<Alert> alerts() {
            return List.of();
        }
    }

    /// That the channel works.
    record Trial(String server) implements News {

        @Override
        public List<Alert> alerts() {
            return List.of();
        }
    }

    /// The worst of them; a warning when there is none.
    static Severity worst(List<Alert> alerts) {
        return alerts.stream().anyMatch(alert -> alert.severity() == Severity.CRITICAL)
                ? Severity.CRITICAL
                : Severity.WARNING;
    }
}
