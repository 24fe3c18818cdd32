package dev.cascade.system.ecosystem;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A client that never comes to the end of what it wants to say.
 *
 * @param port of this machine
 * @param begun what it says at once, perhaps nothing
 * @param drop what it says again and again after that, perhaps nothing
 */
public record SlowConnection(int port, String begun, String drop) {

  private static final int CONNECT_MILLIS = 5_000;
  private static final int DRIP_MILLIS = 200;

  /** Goes on until the server ends the connection; whether it did so within that time. */
  public boolean isCutOff(Duration patience) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("localhost", port), CONNECT_MILLIS);
      socket.setSoTimeout(DRIP_MILLIS);
      say(socket, begun);
      while (System.nanoTime() < end) {
        if (hasEnded(socket)) {
          return true;
        }
        say(socket, drop);
      }
      return false;
    } catch (SocketException e) {
      return true;
    }
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** Waits for the time of a drop; an answer is not the end. */
  private static boolean hasEnded(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }
}
