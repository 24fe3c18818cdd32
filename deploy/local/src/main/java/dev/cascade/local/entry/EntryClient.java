package dev.cascade.local.entry;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.local.data.JsonApi;
import dev.cascade.local.data.JsonApi.Answer;
import dev.cascade.local.platform.ServerFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells a running entry what to serve. */
public final class EntryClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(50);

  private final JsonApi api;
  private final String desk;

  /**
   * Of the entry on this machine.
   *
   * @param port of its desk
   * @param key the word of those who may tell it
   */
  public EntryClient(int port, String key) {
    this.api = new JsonApi(Optional.of(key), PATIENCE);
    this.desk = "http://127.0.0.1:" + port + "/";
  }

  /**
   * Has a service served so from now on.
   *
   * @throws ServerFailedException when the entry does not answer, or refuses
   */
  public void serve(String service, Door door) {
    send("PUT", service, JSON.valueToTree(door));
  }

  /**
   * What is served now, by service.
   *
   * @throws ServerFailedException when the entry does not answer
   */
  public Map<String, SeenDoor> seen() {
    return JSON.convertValue(send("GET", "", null), new TypeReference<>() {});
  }

  /**
   * Waits until instances that were taken away have answered what they had under way.
   *
   * @return what is under way still when the time is over; empty when nothing is
   */
  public List<SeenInstance> awaitLeft(String service, Duration bound) {
    return awaitNone(service, it -> it.state().equals("leaving"), bound);
  }

  /**
   * Waits until the entry sees all instances of a service ready.
   *
   * @throws ServerFailedException when it does not in time, naming those that are not
   */
  public void awaitReady(String service, Duration bound) {
    List<SeenInstance> others = awaitNone(service, it -> !it.state().equals("ready"), bound);
    if (!others.isEmpty()) {
      throw new ServerFailedException(
          "The entry does not see all instances of %s ready: %s".formatted(service, others));
    }
  }

  /** Waits until no instance is like that; those that are still so when the time is over. */
  private List<SeenInstance> awaitNone(
      String service, Predicate<SeenInstance> unwanted, Duration bound) {
    long end = System.nanoTime() + bound.toNanos();
    while (true) {
      List<SeenInstance> found = instances(service).stream().filter(unwanted).toList();
      if (found.isEmpty() || System.nanoTime() - end > 0) {
        return found;
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private List<SeenInstance> instances(String service) {
    SeenDoor door = seen().get(service);
    return door == null ? List.of() : door.instances();
  }

  private JsonNode send(String method, String path, @Nullable JsonNode body) {
    Answer answer = answer(method, path, body);
    if (!answer.succeeded()) {
      throw new ServerFailedException(
          "The entry refuses: " + answer.body().path("detail").asText(answer.text()));
    }
    return answer.body();
  }

  private Answer answer(String method, String path, @Nullable JsonNode body) {
    try {
      return api.send(method, desk + path, body);
    } catch (ServerFailedException e) {
      throw new ServerFailedException(
          "The entry does not answer (%s); ./cascade up starts it.".formatted(e.getMessage()), e);
    }
  }
}
