package dev.opsdeck.server.alerts.delivery;

import dev.opsdeck.server.http.Json;
import java.time.ZoneId;
import java.util.Map;

/// An incoming webhook of Slack. It has taken a message when it answers `ok`.
final class Slack implements Sender {

    /// Slack cuts texts at 40,000 characters and advises to stay below 4,000.
    static final int MAX_TEXT = 3_900;

    private static final int MOST_ALERTS = 20;
    private static final ZoneId UTC = ZoneId.of("UTC");

    private final HttpReceiver receiver;
    private final Json json;

    Slack(HttpReceiver receiver, Json json) {
        this.receiver = receiver;
        this.json = json;
    }

    @Override
    public Outcome send(Message message) {
        return receiver.post(json.bytes(payload(message)), Map.of(), "ok"::equals);
    }

    /// The body.
    static Map<String, Object> payload(Message message) {
        return Map.of("text", text(Story.of(message.news(), UTC, MOST_ALERTS)), "unfurl_links", false);
    }

    /// What does not fit is counted, so that no mark-up is cut in its middle.
    private static String text(Story story) {
        StringBuilder text = new StringBuilder("*" + escaped(story.headline()) + "*");
        StringBuilder end = new StringBuilder();
        story.remarks().forEach(remark -> end.append('\n').append(escaped(remark)));
        int shown = 0;
        for (Story.Entry entry : story.entries()) {
            String line = '\n' + line(entry);
            if (text.length() + line.length() + end.length() > MAX_TEXT - 40) {
                break;
            }
            text.append(line);
            shown++;
        }
        long more = story.more() + story.entries().size() - shown;
        if (more > 0) {
            text.append("\nAnd ").append(more).append(" more.");
        }
        return text.append(end).toString();
    }

    private static String line(Story.Entry entry) {
        String icon = switch (entry.mark()) {
            case CRITICAL -> ":red_circle:";
            case WARNING -> ":warning:";
            case RESOLVED -> ":white_check_mark:";
        };
        String link = entry.link() == null ? "" : " <" + address(entry.link()) + "|What to do>";
        return icon + " *" + entry.mark().word() + "* " + escaped(entry.title()) + ": " + escaped(entry.text()) + link;
    }

    /// The three characters that Slack reads as mark-up of its own: no text can mention a channel or hide a link.
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String address(String link) {
        return escaped(PlainText.line(link, 1_000)).replace("|", "%7C").replace(" ", "%20");
    }
}
