package dev.opsdeck.server.alerts.delivery;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/// Mail by SMTP, one connection a message. A temporary refusal (4xx of SMTP) is tried again, a lasting one (5xx) not.
final class Mail implements Sender {

    private static final int MAX_DETAIL = 200;

    private final MailSettings settings;
    private final Session session;

    /// @param silence how long the server may be silent; the whole is bounded by the caller
    /// @param tls     makes the sockets, and knows whom to trust; null: whom the JDK trusts
    Mail(MailSettings settings, Duration silence, @Nullable SSLSocketFactory tls) {
        this.settings = settings;
        this.session = Session.getInstance(properties(settings.smtp(), silence, tls));
    }

    @Override
    public Outcome send(Message message) {
        MailSettings.Smtp smtp = settings.smtp();
        try (Transport transport = session.getTransport(protocol(smtp))) {
            MailMessage mail = new MailMessage(session, settings, message);
            transport.connect(smtp.host(), smtp.port(), smtp.user(), smtp.password());
            transport.sendMessage(mail, mail.getAllRecipients());
            return new Outcome.Delivered(host() + " took the mail.");
        } catch (SendFailedException refused) {
            int sent = refused.getValidSentAddresses() == null ? 0 : refused.getValidSentAddresses().length;
            return sent > 0
                    ? new Outcome.Delivered(host() + " took the mail for " + sent + " of "
                            + settings.to().size() + " addresses: " + reason(refused))
                    : judged(refused);
        } catch (MessagingException failed) {
            return judged(failed);
        }
    }

    private Outcome judged(MessagingException failed) {
        String sentence = host() + ": " + reason(failed);
        return code(failed) >= 500 ? new Outcome.Never(sentence) : new Outcome.Later(sentence, null);
    }

    /// The first code of SMTP in the chain; 0 when the server did not say one, as when it is out of reach.
    private static int code(MessagingException failed) {
        for (Exception e = failed; e instanceof MessagingException each; e = each.getNextException()) {
            int code = switch (each) {
                case SMTPSendFailedException send -> send.getReturnCode();
                case SMTPSenderFailedException sender -> sender.getReturnCode();
                case SMTPAddressFailedException address -> address.getReturnCode();
                case AuthenticationFailedException login -> loginCode(login);
                default -> 0;
            };
            if (code > 0) {
                return code;
            }
        }
        return 0;
    }

    private static int loginCode(AuthenticationFailedException login) {
        String message = login.getMessage() == null ? "" : login.getMessage();
        return message.startsWith("4") ? 454 : 535;
    }

    private String reason(MessagingException failed) {
        Exception last = failed;
        while (last instanceof MessagingException each && each.getNextException() != null) {
            last = each.getNextException();
        }
        String message = last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
        return PlainText.line(Masks.without(message, settings.smtp().password()), MAX_DETAIL);
    }

    private String host() {
        return settings.smtp().host();
    }

    private static String protocol(MailSettings.Smtp smtp) {
        return smtp.tls() == MailSettings.Tls.IMPLICIT ? "smtps" : "smtp";
    }

    private static Properties properties(MailSettings.Smtp smtp, Duration silence, @Nullable SSLSocketFactory tls) {
        Properties properties = new Properties();
        String prefix = "mail." + protocol(smtp) + ".";
        String millis = Long.toString(silence.toMillis());
        properties.put(prefix + "connectiontimeout", millis);
        properties.put(prefix + "timeout", millis);
        properties.put(prefix + "auth", Boolean.toString(smtp.user() != null));
        properties.put(prefix + "sendpartial", "true");
        properties.put(prefix + "ssl.checkserveridentity", "true");
        boolean startTls = smtp.tls() == MailSettings.Tls.STARTTLS;
        properties.put(prefix + "starttls.enable", Boolean.toString(startTls));
        properties.put(prefix + "starttls.required", Boolean.toString(startTls));
        if (tls != null) {
            properties.put(prefix + "ssl.socketFactory", tls);
        }
        return properties;
    }
}
