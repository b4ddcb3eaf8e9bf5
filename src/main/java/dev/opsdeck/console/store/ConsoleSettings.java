package dev.opsdeck.console.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the console remembers. No token is ever in it.
///
/// @param servers the remote ones, in the order of the list
/// @param server  id of the one shown last
/// @param page    id of the page shown last
/// @param range   name of the range selected last
/// @param theme   `SYSTEM`, `LIGHT` or `DARK`
/// @param window  where the window was
/// @param tokens  name of the place where tokens of remote servers are kept; null before one was chosen
/// @param desktop which messages the desktop gets; null before it was changed
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConsoleSettings(
        @Nullable List<ServerEntry> servers,
        @Nullable String server,
        @Nullable String page,
        @Nullable String range,
        @Nullable String theme,
        @Nullable WindowPlace window,
        @Nullable String tokens,
        @Nullable DesktopSettings desktop) {

    public ConsoleSettings {
        servers = servers == null ? List.of() : List.copyOf(servers);
    }

    /// Of a first start.
    public static ConsoleSettings first() {
        return new ConsoleSettings(null, null, null, null, null, null, null, null);
    }

    /// Which messages the desktop gets.
    public DesktopSettings messages() {
        return desktop == null ? DesktopSettings.FIRST : desktop;
    }

    /// The remote servers.
    public List<ServerEntry> remotes() {
        return servers == null ? List.of() : servers;
    }

    public ConsoleSettings withServers(List<ServerEntry> remotes) {
        return new ConsoleSettings(remotes, server, page, range, theme, window, tokens, desktop);
    }

    public ConsoleSettings withServer(String id) {
        return new ConsoleSettings(servers, id, page, range, theme, window, tokens, desktop);
    }

    public ConsoleSettings withPage(String id) {
        return new ConsoleSettings(servers, server, id, range, theme, window, tokens, desktop);
    }

    public ConsoleSettings withRange(String name) {
        return new ConsoleSettings(servers, server, page, name, theme, window, tokens, desktop);
    }

    public ConsoleSettings withTheme(String name) {
        return new ConsoleSettings(servers, server, page, range, name, window, tokens, desktop);
    }

    public ConsoleSettings withWindow(WindowPlace place) {
        return new ConsoleSettings(servers, server, page, range, theme, place, tokens, desktop);
    }

    public ConsoleSettings withTokens(String place) {
        return new ConsoleSettings(servers, server, page, range, theme, window, place, desktop);
    }

    public ConsoleSettings withDesktop(DesktopSettings messages) {
        return new ConsoleSettings(servers, server, page, range, theme, window, tokens, messages);
    }

    /// A remote server.
    ///
    /// @param id          made once, never shown
    /// @param address     http or https
    /// @param certificate fingerprint of the one that the operator approved, if the system does not trust it
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ServerEntry(
            String id,
            String name,
            String address,
            @Nullable String certificate) {}

    /// Place and size of the window on the screen, in JavaFX's units.
    public record WindowPlace(double x, double y, double width, double height, boolean maximized) {}
}
