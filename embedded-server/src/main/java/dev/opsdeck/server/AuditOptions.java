package dev.opsdeck.server;

import dev.opsdeck.api.audits.AuditKind;
import dev.opsdeck.server.audits.AuditSettings;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The options of audits.
final class AuditOptions {

    private static final String NONE = "none";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--audits",
            defaultValue = "weekly,monthly,quarterly",
            description = "Audits that write themselves, separated by commas, or none (${DEFAULT-VALUE}).")
    private String kinds = NONE;

    @Option(
            names = "--audit-at",
            defaultValue = "06:00",
            description = "Time of the day after the end of the week, month or quarter (${DEFAULT-VALUE}).")
    private String at = "06:00";

    @Option(
            names = "--audit-zone",
            description = "Time zone of audits, such as Europe/Berlin; that of the machine when left out.")
    private @Nullable String zone;

    @Option(names = "--audit-mail", description = "Mail those that write themselves, where mail is set up.")
    private boolean mail;

    AuditSettings settings() {
        return new AuditSettings(at(), zone(), kinds(), mail);
    }

    private LocalTime at() {
        try {
            return LocalTime.parse(at.strip());
        } catch (DateTimeException e) {
            throw wrongUse("--audit-at must be a time of the day such as 06:00.");
        }
    }

    private ZoneId zone() {
        try {
            return zone == null ? ZoneId.systemDefault() : ZoneId.of(zone.strip());
        } catch (DateTimeException e) {
            throw wrongUse("--audit-zone must be a time zone such as Europe/Berlin or UTC.");
        }
    }

    private Set<AuditKind> kinds() {
        Set<AuditKind> named = EnumSet.noneOf(AuditKind.class);
        if (kinds.strip().equalsIgnoreCase(NONE)) {
            return named;
        }
        for (String kind : kinds.split(",", -1)) {
            try {
                named.add(AuditKind.valueOf(kind.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw wrongUse("--audits must name some of weekly, monthly and quarterly, or none.");
            }
        }
        return named;
    }

    private CommandLine.ParameterException wrongUse(String sentence) {
        return new CommandLine.ParameterException(spec.commandLine(), sentence);
    }
}
