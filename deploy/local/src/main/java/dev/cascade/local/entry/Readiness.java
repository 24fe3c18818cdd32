package dev.cascade.local.entry;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Asks all instances, again and again, whether they are ready. */
final class Readiness implements Runnable {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final Collection<Spread> spreads;

  Readiness(Collection<Spread> spreads) {
    this.spreads = spreads;
  }

  /** Asks each once, all at the same time, and waits for the answers. */
  @Override
  public void run() {
    for (Future<?> answer : asked().toList()) {
      try {
        answer.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private Stream<Future<?>> asked() {
    return spreads.stream().flatMap(it -> it.instances().stream()).map(this::ask);
  }

  private Future<?> ask(Instance instance) {
    HttpRequest request = HttpRequest.newBuilder(instance.health()).timeout(PATIENCE).build();
    return http.sendAsync(request, BodyHandlers.discarding())
        .handle((answer, failure) -> {
          instance.setReady(failure == null && answer.statusCode() == 200);
          return instance;
        });
  }
}
