package dev.cascade.email.component;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** What has arrived at the mail server. */
public final class Mailbox {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final int port = freePort();
  private GreenMail server = server();

  private GreenMail server() {
    return new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  }

  int port() {
    return port;
  }

  /** Starts, or starts again, empty. */
  void start() {
    server = server();
    server.start();
  }

  void stop() {
    server.stop();
  }

  /** Mails whose order id or customer holds the marker. */
  List<MimeMessage> mailsAbout(String marker) {
    return Stream.of(server.getReceivedMessages())
        .filter(mail -> subjectOf(mail).contains(marker))
        .toList();
  }

  /** Their subjects. */
  List<String> subjectsAbout(String marker) {
    return mailsAbout(marker).stream().map(Mailbox::subjectOf).toList();
  }

  /** Waits for the first mail about it. */
  MimeMessage awaitMailAbout(String marker) {
    Awaitility.await("a mail about " + marker)
        .atMost(PATIENCE)
        .until(() -> !mailsAbout(marker).isEmpty());
    return mailsAbout(marker).getFirst();
  }

  static String subjectOf(Message mail) {
    try {
      return String.valueOf(mail.getSubject());
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  static String header(MimeMessage mail, String name) {
    try {
      String[] values = mail.getHeader(name);
      return values == null ? "" : String.join("\n", values);
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
