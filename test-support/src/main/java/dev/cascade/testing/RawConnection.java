package dev.cascade.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A connection to a service on which a test says exactly what it wants, as slowly as it wants, and
 * from which of this machine's addresses it wants.
 */
public final class RawConnection implements AutoCloseable {

  private static final int CONNECT_MILLIS = 5_000;
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final int MOST_BYTES = 1 << 20;

  private final Socket socket = new Socket();

  /**
   * Connects to that port of this machine.
   *
   * @param from such as 127.0.0.2, which is this machine too, and another caller
   */
  private RawConnection(int port, String from) {
    try {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
      socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The whole answer to a request, which has to ask for the connection's end. */
  public static String answer(int port, String from, String request) {
    try (RawConnection connection = new RawConnection(port, from)) {
      connection.say(request);
      return connection.rest();
    }
  }

  /** The whole answer to a request, which has to ask for the connection's end. */
  public static String answer(int port, String request) {
    return answer(port, "127.0.0.1", request);
  }

  /** Begins a request that asks whether to go on, and breaks off when it is told so. */
  static void resetWhenToldToGoOn(int port, String head) {
    try (RawConnection connection = new RawConnection(port, "127.0.0.1")) {
      connection.say(head);
      connection.socket.setSoTimeout(Math.toIntExact(ANSWER.toMillis()));
      String told = new String(connection.socket.getInputStream().readNBytes(12), ISO_8859_1);
      if (!told.equals("HTTP/1.1 100")) {
        throw new AssertionError("It was not told to go on, but " + told);
      }
      connection.socket.setSoLinger(true, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says it; whether somebody listens is not known at once. */
  private void say(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
    } catch (SocketException e) {
      // Who has answered already reads no more; the answer is still there.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that comes until the other side ends the connection. */
  private String rest() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      socket.setSoTimeout(Math.toIntExact(ANSWER.toMillis()));
      InputStream in = socket.getInputStream();
      byte[] part = new byte[8_192];
      for (int read = in.read(part); read >= 0 && all.size() < MOST_BYTES; read = in.read(part)) {
        all.write(part, 0, read);
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("The connection is still open; it said: " + all, e);
    } catch (SocketException e) {
      // Reset after the answer, since not all of the request was read.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toString(ISO_8859_1);
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
