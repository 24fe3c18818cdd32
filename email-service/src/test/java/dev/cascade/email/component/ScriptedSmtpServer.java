package dev.cascade.email.component;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that treats recipients as their address says: {@code reject-} never, {@code defer-}
 * at the third attempt, {@code hang-} with silence until the client goes away, {@code slow-} when
 * it is told to, any other at once.
 */
public final class ScriptedSmtpServer implements AutoCloseable {

  private static final String GREETING = "220 scripted";
  private static final String FINE = "250 fine";

  private final ServerSocket socket;
  private final List<String> accepted = new CopyOnWriteArrayList<>();
  private final Set<String> verbsInTheClear = ConcurrentHashMap.newKeySet();
  private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
  private final Set<String> spokenTo = ConcurrentHashMap.newKeySet();
  private final AtomicInteger silences = new AtomicInteger();
  private final Set<String> received = ConcurrentHashMap.newKeySet();
  private final CountDownLatch slow = new CountDownLatch(1);
  private volatile @Nullable SSLContext startTls;
  private volatile String greeting = GREETING;
  private volatile String senderAnswer = FINE;

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

  /** Says so to new connections, and resets those that it has at their next mail. */
  void refuseTheSession(String answer) {
    greeting = answer;
  }

  /** Says so to each sender's address. */
  void refuseSenders(String answer) {
    greeting = GREETING;
    senderAnswer = answer;
  }

  void refuseNothing() {
    greeting = GREETING;
    senderAnswer = FINE;
  }

  /** Offers STARTTLS on new connections, with that certificate, or no longer when it is null. */
  void offerStartTls(@Nullable SSLContext certificate) {
    startTls = certificate;
  }

  /** Recipients of the mails that were accepted, in order. */
  List<String> accepted() {
    return List.copyOf(accepted);
  }

  /** What clients said without encryption. */
  Set<String> verbsInTheClear() {
    return Set.copyOf(verbsInTheClear);
  }

  /** Connections on which it fell silent until now, closed by the other side or not. */
  int silences() {
    return silences.get();
  }

  /** Takes mails to those that it met with silence until now. */
  void speakAgain() {
    spokenTo.addAll(attempts.keySet());
  }

  /** Whether it has the whole of a mail to that recipient, and has not said yet that it took it. */
  boolean thinksAbout(String recipient) {
    return received.contains(recipient) && !accepted.contains(recipient);
  }

  /** Takes the mails that it is slow to take. */
  void takeSlowOnes() {
    slow.countDown();
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
    try (client) {
      Conversation conversation = new Conversation(client, false);
      conversation.say(greeting);
      conversation.go();
    } catch (IOException e) {
      // The client went away, or did not trust the certificate.
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One client's, in the clear or encrypted. */
  private final class Conversation {

    private final Socket client;
    private final boolean encrypted;
    private final BufferedReader in;
    private String recipient = "";

    Conversation(Socket client, boolean encrypted) throws IOException {
      this.client = client;
      this.encrypted = encrypted;
      this.in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
    }

    void go() throws IOException {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String verb = line.split("[ :]")[0];
        if (!encrypted) {
          verbsInTheClear.add(verb);
        }
        if (verb.equals("STARTTLS")) {
          say("220 go on");
          new Conversation(encrypted(), true).go();
          return;
        }
        say(answer(verb, line));
      }
    }

    private Socket encrypted() throws IOException {
      SSLContext certificate = startTls;
      if (certificate == null) {
        throw new IOException("STARTTLS is not offered");
      }
      SSLSocket secure =
          (SSLSocket)
              certificate
                  .getSocketFactory()
                  .createSocket(client, "localhost", client.getPort(), true);
      secure.setUseClientMode(false);
      secure.startHandshake();
      return secure;
    }

    private String answer(String verb, String line) throws IOException {
      return switch (verb) {
        case "EHLO" -> startTls == null || encrypted ? FINE : "250-fine\r\n250 STARTTLS";
        case "HELO" -> FINE;
        case "MAIL" -> senderAnswer;
        case "RSET" -> greeting.equals(GREETING) ? FINE : "421 good bye";
        case "RCPT" -> {
          recipient = line.substring("RCPT TO:<".length(), line.indexOf('>'));
          yield recipientAnswer();
        }
        case "DATA" -> "354 go on";
        case "QUIT" -> "221 bye";
        default -> content(line);
      };
    }

    /** The lines of a mail, to the dot that ends it. */
    private String content(String first) throws IOException {
      for (String line = first; line != null; line = in.readLine()) {
        if (line.equals(".")) {
          awaitSlow();
          accepted.add(recipient);
          return "250 taken";
        }
      }
      return "421 gone";
    }

    private void awaitSlow() throws IOException {
      received.add(recipient);
      if (recipient.startsWith("slow-")) {
        try {
          slow.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
    }

    private String recipientAnswer() throws IOException {
      int attempt = attempts.computeIfAbsent(recipient, r -> new AtomicInteger()).incrementAndGet();
      if (recipient.startsWith("hang-") && !spokenTo.contains(recipient)) {
        silences.incrementAndGet();
        in.transferTo(Writer.nullWriter());
        return "421 gone";
      }
      if (recipient.startsWith("reject-")) {
        return "550 5.1.1 no such user";
      }
      return recipient.startsWith("defer-") && attempt < 3 ? "450 4.2.1 mailbox busy" : FINE;
    }

    void say(String line) throws IOException {
      client.getOutputStream().write((line + "\r\n").getBytes(ISO_8859_1));
      client.getOutputStream().flush();
    }
  }
}
