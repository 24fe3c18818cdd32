package dev.cascade.kubernetes.replay;

import io.fabric8.kubernetes.api.model.Probe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One probe of a container, asked as the kubelet does: each period, with a bound for the answer;
 * what it says holds after as many answers of a kind as the manifest asks for.
 */
final class Probing {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Probe probe;
  private final URI uri;
  private int inARow;
  private boolean lastAnswer;
  private volatile boolean passed;
  private volatile boolean failed;

  /**
   * Of a container.
   *
   * @param address where its HTTP is, {@code host:port}
   */
  Probing(Probe probe, String address) {
    this.probe = probe;
    this.uri = URI.create("http://" + address + probe.getHttpGet().getPath());
  }

  /** Asks until it passes or fails for good, or the thread is interrupted. */
  boolean untilDecided() throws InterruptedException {
    while (!passed && !failed) {
      once();
    }
    return passed;
  }

  /** Asks once, and waits for the rest of the period. */
  void once() throws InterruptedException {
    long start = System.nanoTime();
    boolean answer = answer();
    inARow = answer == lastAnswer ? inARow + 1 : 1;
    lastAnswer = answer;
    if (answer && inARow >= orOne(probe.getSuccessThreshold())) {
      passed = true;
      failed = false;
    } else if (!answer && inARow >= orThree(probe.getFailureThreshold())) {
      passed = false;
      failed = true;
    }
    long left = Duration.ofSeconds(probe.getPeriodSeconds()).toNanos() - System.nanoTime() + start;
    if (!passed || left > 0) {
      TimeUnit.NANOSECONDS.sleep(Math.max(0, left));
    }
  }

  /** Whether what it asks for holds now. */
  boolean passed() {
    return passed;
  }

  /** Whether it was answered otherwise too often. */
  boolean failed() {
    return failed;
  }

  private boolean answer() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(orOne(probe.getTimeoutSeconds())))
            .build();
    try {
      int status = HTTP.send(request, BodyHandlers.discarding()).statusCode();
      return status >= 200 && status < 400;
    } catch (IOException e) {
      return false;
    }
  }

  private static int orOne(@Nullable Integer value) {
    return value == null ? 1 : value;
  }

  private static int orThree(@Nullable Integer value) {
    return value == null ? 3 : value;
  }
}
