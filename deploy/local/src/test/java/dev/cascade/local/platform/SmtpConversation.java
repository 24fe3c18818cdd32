package dev.cascade.local.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The few words of SMTP that hand over a mail. */
final class SmtpConversation {

  private SmtpConversation() {}

  static void send(MailServer server, String to, String recipient, String subject)
      throws IOException {
    try (Socket socket = new Socket(server.host(), server.smtpPort());
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        Writer out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.US_ASCII)) {
      in.readLine();
      List<String> words =
          List.of(
              "HELO localhost",
              "MAIL FROM:<shop@example.org>",
              "RCPT TO:<" + recipient + ">",
              "DATA",
              "To: " + to + "\r\nSubject: " + subject + "\r\n\r\nHello\r\n.",
              "QUIT");
      for (String line : words) {
        out.write(line + "\r\n");
        out.flush();
        in.readLine();
      }
    }
  }
}
