package dev.cascade.system.ecosystem;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;

/** Sends bytes to a port of this machine, each request on a connection of its own. */
public record RawHttp(int port) {

  private static final int CONNECT_MILLIS = 5_000;
  private static final int ANSWER_MILLIS = 30_000;
  private static final Duration LONGEST = Duration.ofMillis(ANSWER_MILLIS);
  private static final int MOST_BYTES = 1 << 20;

  /**
   * The answer to the request, which has to ask for the connection's end; of one that goes on for
   * long, as a stream of events does, its beginning.
   */
  public RawAnswer send(byte[] request) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("localhost", port), CONNECT_MILLIS);
      socket.setSoTimeout(ANSWER_MILLIS);
      try {
        socket.getOutputStream().write(request);
      } catch (SocketException e) {
        // A server that has answered already reads no more; its answer is still there.
      }
      return RawAnswer.of(answer(socket.getInputStream()));
    }
  }

  private static byte[] answer(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] part = new byte[8_192];
    long started = System.nanoTime();
    try {
      for (int read = in.read(part); read >= 0 && isShort(all, started); read = in.read(part)) {
        all.write(part, 0, read);
      }
    } catch (SocketException e) {
      // Reset after the answer, since not all of the request was read.
    }
    return all.toByteArray();
  }

  private static boolean isShort(ByteArrayOutputStream answer, long started) {
    return answer.size() < MOST_BYTES && System.nanoTime() - started < LONGEST.toNanos();
  }
}
