package dev.cascade.email.smtp;

import dev.cascade.email.config.EmailSettings;
import dev.cascade.email.domain.Letter;
import io.quarkus.mailer.Mail;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes a letter as a mail with a text and an HTML body. */
@ApplicationScoped
class LetterWriter {

  private final String from;

  LetterWriter(EmailSettings settings) {
    this.from = settings.from();
  }

  /** The templates, {@code src/main/resources/templates/mail}. */
  @CheckedTemplate(basePath = "mail")
  static final class Templates {

    private Templates() {}

    static native TemplateInstance text(LetterBody body);

    static native TemplateInstance html(LetterBody body);
  }

  Mail write(Letter letter) {
    LetterBody body = LetterBody.of(letter.request());
    return new Mail()
        .setFrom(from)
        .addTo(recipient(letter))
        .setSubject(letter.subject())
        .setText(Templates.text(body).render())
        .setHtml(Templates.html(body).render())
        .addHeader("Message-ID", letter.messageId())
        .addHeader("Auto-Submitted", "auto-generated");
  }

  private static String recipient(Letter letter) {
    return letter.toName().isEmpty() ? letter.to() : letter.toName() + " <" + letter.to() + ">";
  }
}
