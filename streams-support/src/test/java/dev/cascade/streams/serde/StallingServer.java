package dev.cascade.streams.serde;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/** Answers some requests, and others with the headers and half of the body, and then no more. */
public final class StallingServer implements AutoCloseable {

  private final ServerSocket door;
  private final byte[] body;
  private final IntPredicate stalls;
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger stalled = new AtomicInteger();
  private final AtomicInteger left = new AtomicInteger();

  /**
   * Answers at once.
   *
   * @param door where it is asked
   * @param body what it answers
   * @param stalls whether it stalls, by how many requests there were before
   */
  public StallingServer(ServerSocket door, String body, IntPredicate stalls) {
    this.door = door;
    this.body = body.getBytes(UTF_8);
    this.stalls = stalls;
    Thread.ofVirtual().name("stalling-server").start(this::accept);
  }

  /** Where it is asked. */
  public int port() {
    return door.getLocalPort();
  }

  /** How many requests got half of an answer. */
  public int stalled() {
    return stalled.get();
  }

  /** How many of these have closed their connection. */
  public int left() {
    return left.get();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket caller = door.accept();
        Thread.ofVirtual().start(() -> answer(caller));
      } catch (IOException _) {
        // The test is over, or a caller went away at once.
      }
    }
  }

  private void answer(Socket caller) {
    boolean stalling = false;
    try (caller) {
      BufferedReader request =
          new BufferedReader(new InputStreamReader(caller.getInputStream(), US_ASCII));
      String line = request.readLine();
      while (line != null && !line.isEmpty()) {
        line = request.readLine();
      }
      stalling = stalls.test(asked.getAndIncrement());
      OutputStream answer = caller.getOutputStream();
      answer.write(
          "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
              .formatted(body.length)
              .getBytes(US_ASCII));
      answer.write(stalling ? Arrays.copyOf(body, body.length / 2) : body);
      answer.flush();
      if (stalling) {
        stalled.incrementAndGet();
        request.transferTo(Writer.nullWriter());
      }
    } catch (IOException _) {
      // The caller does not close politely.
    } finally {
      if (stalling) {
        left.incrementAndGet();
      }
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
