package dev.cascade.orders.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.streams.identity.Caller;
import dev.cascade.streams.query.Deadline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Another instance that answers and then says nothing, as one does that has lost its network. */
@Timeout(60)
class EventRelayTest {

  private static final Duration LOOK_AROUND = Duration.ofMillis(50);
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final String HEADERS =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final SentEvent EVENT = new SentEvent("1", "created", "{}");
  private static final String WRITTEN = "id:1\nevent:created\ndata:{}\n\n";

  private final ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final Heard heard = new Heard();

  EventRelayTest() throws IOException {}

  @AfterEach
  void close() throws IOException {
    other.close();
  }

  @Test
  void anOwnerThatIsSilentIsLeftWithItsConnection() {
    CompletableFuture<Void> left = answering(HEADERS + chunk(WRITTEN));

    assertThatThrownBy(() -> relay(SHORT).passOn(owner(), "1", Caller.ANYBODY, in(LONG), heard))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("silent");

    assertThat(heard.events).containsExactly(EVENT);
    assertThat(heard.silences).isPositive();
    assertThat(left).succeedsWithin(LONG);
  }

  @Test
  void anOwnerThatDoesNotAnswerAtAllIsLeft() {
    CompletableFuture<Void> left = answering("");

    assertThatThrownBy(() -> relay(SHORT).passOn(owner(), "1", Caller.ANYBODY, in(LONG), heard))
        .isInstanceOf(IOException.class);

    assertThat(left).succeedsWithin(LONG);
  }

  @Test
  void theDeadlineEndsItWhateverTheOwnerSays() throws Exception {
    CompletableFuture<Void> left = answering(HEADERS + chunk(WRITTEN));

    relay(LONG).passOn(owner(), "1", Caller.ANYBODY, in(SHORT), heard);

    assertThat(heard.events).containsExactly(EVENT);
    assertThat(left).succeedsWithin(LONG);
  }

  @Test
  void aListenerThatHasEnoughEndsItThoughNothingComes() throws Exception {
    heard.enoughAfter = 3;
    CompletableFuture<Void> left = answering(HEADERS);

    relay(LONG).passOn(owner(), "1", Caller.ANYBODY, in(LONG), heard);

    assertThat(left).succeedsWithin(LONG);
  }

  /** It says something only when the listener was told that nothing happens, so it stays silent. */
  @Test
  void commentsShowThatTheOwnerIsThere() throws Exception {
    Duration patience = Duration.ofSeconds(3);
    heard.enoughAfter = (int) (2 * patience.dividedBy(LOOK_AROUND));
    answering(HEADERS);

    relay(patience).passOn(owner(), "1", Caller.ANYBODY, in(LONG), heard);

    assertThat(heard.silences).isEqualTo(heard.enoughAfter);
  }

  private static EventRelay relay(Duration longestSilence) {
    return new EventRelay(longestSilence, LOOK_AROUND);
  }

  private static Deadline in(Duration duration) {
    return Deadline.in(duration);
  }

  private HostInfo owner() {
    return new HostInfo(other.getInetAddress().getHostAddress(), other.getLocalPort());
  }

  /** Answers one request with that and no more; done when the other side closes the connection. */
  private CompletableFuture<Void> answering(String answer) {
    return CompletableFuture.runAsync(
        () -> {
          try (Socket connection = other.accept();
              BufferedReader request =
                  new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8))) {
            while (!request.readLine().isEmpty()) {}
            connection.getOutputStream().write(answer.getBytes(UTF_8));
            heard.owner = connection;
            assertThat(request.readLine()).isNull();
          } catch (IOException e) {
            // It was closed before all was read.
          }
        },
        Thread::startVirtualThread);
  }

  private static String chunk(String text) {
    return "%x\r\n%s\r\n".formatted(text.length(), text);
  }

  /**
   * Hears; as long as it is to hear for some time, it has the owner send a comment now and then.
   */
  private static final class Heard implements EventSource.Listener {

    private final List<SentEvent> events = new ArrayList<>();
    private volatile Socket owner;
    private int enoughAfter = Integer.MAX_VALUE;
    private int silences;

    @Override
    public void hear(SentEvent event) {
      events.add(event);
    }

    @Override
    public void silence() {
      silences++;
      if (enoughAfter < Integer.MAX_VALUE && owner != null) {
        try {
          owner.getOutputStream().write(chunk(":still there\n\n").getBytes(UTF_8));
        } catch (IOException e) {
          throw new AssertionError(e);
        }
      }
    }

    @Override
    public boolean isDone() {
      return silences >= enoughAfter;
    }
  }
}
