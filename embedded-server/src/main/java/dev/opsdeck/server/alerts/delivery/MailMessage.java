package dev.opsdeck.server.alerts.delivery;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;

/// A mail: text and HTML of the same story. Names and texts of alerts are one line each, so that none can add a
/// header; they are escaped in HTML. A message that is sent twice has the same id.
final class MailMessage extends MimeMessage {

    private static final int MOST_ALERTS = 100;

    private final String id;

    MailMessage(Session session, MailSettings settings, Message message) throws MessagingException {
        super(session);
        InternetAddress from = new InternetAddress(settings.from(), true);
        String domain = from.getAddress().substring(from.getAddress().indexOf('@') + 1);
        this.id = "<" + message.dedupKey() + "@" + domain + ">";
        Story story = Story.of(message.news(), settings.zone(), MOST_ALERTS);
        setFrom(from);
        for (String to : settings.to()) {
            addRecipient(RecipientType.TO, new InternetAddress(to, true));
        }
        setSubject(story.headline(), "UTF-8");
        setSentDate(Date.from(message.createdAt()));
        setHeader("Auto-Submitted", "auto-generated");
        setContent(new MimeMultipart("alternative", part(text(story), "plain"), part(html(story), "html")));
        saveChanges();
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }

    private static MimeBodyPart part(String content, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(content, StandardCharsets.UTF_8.name(), subtype);
        return part;
    }

    private static String text(Story story) {
        StringBuilder text = new StringBuilder(story.headline()).append("\n\n");
        for (Story.Entry entry : story.entries()) {
            text.append(entry.mark().word().toUpperCase(java.util.Locale.ROOT))
                    .append("  ")
                    .append(entry.title())
                    .append(": ")
                    .append(entry.text())
                    .append('\n');
            if (entry.link() != null) {
                text.append("    ").append(PlainText.line(entry.link(), 1_000)).append('\n');
            }
        }
        remarks(story).forEach(remark -> text.append(remark).append('\n'));
        return text.toString();
    }

    private static String html(Story story) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html><html><body style=\"font-family:sans-serif\"><h3>")
                .append(PlainText.html(story.headline()))
                .append("</h3>");
        if (!story.entries().isEmpty()) {
            html.append("<table cellpadding=\"6\" style=\"border-collapse:collapse\">");
            story.entries().forEach(entry -> html.append(row(entry)));
            html.append("</table>");
        }
        remarks(story)
                .forEach(remark ->
                        html.append("<p>").append(PlainText.html(remark)).append("</p>"));
        return html.append("</body></html>").toString();
    }

    private static String row(Story.Entry entry) {
        String colour = switch (entry.mark()) {
            case CRITICAL -> "#b42318";
            case WARNING -> "#b54708";
            case RESOLVED -> "#027a48";
        };
        String title = PlainText.html(entry.title());
        String link = entry.link() == null
                ? title
                : "<a href=\"" + PlainText.html(PlainText.line(entry.link(), 1_000)) + "\">" + title + "</a>";
        return "<tr style=\"border-bottom:1px solid #ddd\"><td style=\"color:" + colour + "\"><b>"
                + entry.mark().word() + "</b></td><td>" + link + "</td><td>" + PlainText.html(entry.text())
                + "</td></tr>";
    }

    private static List<String> remarks(Story story) {
        return story.more() == 0
                ? story.remarks()
                : java.util.stream.Stream.concat(
                                java.util.stream.Stream.of("And " + story.more() + " more."), story.remarks().stream())
                        .toList();
    }
}
