package dev.cascade.email.component;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A mail server that treats recipients as their address says: {@code reject-} never, {@code defer-}
 * at the third attempt, {@code hang-} with silence until the client goes away, any other at once.
 */
public final class ScriptedSmtpServer implements AutoCloseable {

  private final ServerSocket socket;
  private final List<String> accepted = new CopyOnWriteArrayList<>();
  private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
  private final AtomicInteger silences = new AtomicInteger();

  ScriptedSmtpServer() {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Recipients of the mails that were accepted, in order. */
  List<String> accepted() {
    return List.copyOf(accepted);
  }

  /** Connections on which it fell silent until now, closed by the other side or not. */
  int silences() {
    return silences.get();
  }

  int attemptsAt(String recipient) {
    return attempts.getOrDefault(recipient, new AtomicInteger()).get();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> converse(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void converse(Socket client) {
    try (client;
        BufferedReader in =
            new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1))) {
      OutputStream out = client.getOutputStream();
      say(out, "220 scripted");
      String recipient = "";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("RCPT TO:<")) {
          recipient = line.substring("RCPT TO:<".length(), line.indexOf('>'));
        }
        say(out, answer(line, recipient, in));
      }
    } catch (IOException e) {
      // The client went away.
    }
  }

  private String answer(String line, String recipient, BufferedReader in) throws IOException {
    return switch (line.split("[ :]")[0]) {
      case "RCPT" -> recipientAnswer(recipient, in);
      case "DATA" -> "354 go on";
      case "." -> {
        accepted.add(recipient);
        yield "250 taken";
      }
      case "EHLO", "HELO", "MAIL", "RSET" -> "250 fine";
      case "QUIT" -> "221 bye";
      default -> skipToDot(in, recipient);
    };
  }

  /** A line of the mail's content; the next line to answer is the dot that ends it. */
  private String skipToDot(BufferedReader in, String recipient) throws IOException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals(".")) {
        accepted.add(recipient);
        return "250 taken";
      }
    }
    return "421 gone";
  }

  private String recipientAnswer(String recipient, BufferedReader in) throws IOException {
    int attempt = attempts.computeIfAbsent(recipient, r -> new AtomicInteger()).incrementAndGet();
    if (recipient.startsWith("hang-")) {
      silences.incrementAndGet();
      in.transferTo(Writer.nullWriter());
      return "421 gone";
    }
    if (recipient.startsWith("reject-")) {
      return "550 5.1.1 no such user";
    }
    return recipient.startsWith("defer-") && attempt < 3 ? "450 4.2.1 mailbox busy" : "250 fine";
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
