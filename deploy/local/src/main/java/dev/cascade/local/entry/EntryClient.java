package dev.cascade.local.entry;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.local.platform.ServerFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Tells a running entry what to serve. */
public final class EntryClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(50);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final URI desk;
  private final String key;

  /**
   * Of the entry on this machine.
   *
   * @param port of its desk
   * @param key the word of those who may tell it
   */
  public EntryClient(int port, String key) {
    this.desk = URI.create("http://127.0.0.1:" + port + "/");
    this.key = key;
  }

  /**
   * Has a service served so from now on.
   *
   * @throws ServerFailedException when the entry does not answer, or refuses
   */
  public void serve(String service, Door door) {
    try {
      send(
          HttpRequest.newBuilder(desk.resolve(service))
              .header("Authorization", "Bearer " + key)
              .PUT(BodyPublishers.ofString(JSON.writeValueAsString(door))));
    } catch (IOException e) {
      throw silent(e);
    }
  }

  /**
   * What is served now, by service.
   *
   * @throws ServerFailedException when the entry does not answer
   */
  public Map<String, SeenDoor> seen() {
    try {
      return JSON.readValue(send(HttpRequest.newBuilder(desk).GET()), new TypeReference<>() {});
    } catch (IOException e) {
      throw silent(e);
    }
  }

  /**
   * Waits until instances that were taken away have answered what they had under way.
   *
   * @return what is under way still when the time is over; empty when nothing is
   */
  public List<SeenInstance> awaitLeft(String service, Duration bound) {
    long end = System.nanoTime() + bound.toNanos();
    while (true) {
      List<SeenInstance> leaving =
          instances(service).stream().filter(it -> it.state().equals("leaving")).toList();
      if (leaving.isEmpty() || System.nanoTime() > end) {
        return leaving;
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /**
   * Waits until the entry sees all instances of a service ready.
   *
   * @throws ServerFailedException when it does not in time, naming those that are not
   */
  public void awaitReady(String service, Duration bound) {
    long end = System.nanoTime() + bound.toNanos();
    while (true) {
      List<SeenInstance> others =
          instances(service).stream().filter(it -> !it.state().equals("ready")).toList();
      if (others.isEmpty()) {
        return;
      }
      if (System.nanoTime() > end) {
        throw new ServerFailedException(
            "The entry does not see all instances of %s ready: %s".formatted(service, others));
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private List<SeenInstance> instances(String service) {
    SeenDoor door = seen().get(service);
    return door == null ? List.of() : door.instances();
  }

  private String send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<String> answer =
          http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new ServerFailedException(
            "The entry refuses: "
                + JSON.readTree(answer.body()).path("detail").asText(answer.body()));
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailedException("Interrupted while asking the entry", e);
    }
  }

  private ServerFailedException silent(IOException e) {
    return new ServerFailedException(
        "The entry does not answer at %s (%s); ./cascade up starts it.".formatted(desk, e), e);
  }
}
