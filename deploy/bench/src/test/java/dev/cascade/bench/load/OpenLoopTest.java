package dev.cascade.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

  private static final Duration DRAIN = Duration.ofSeconds(10);
  private static final long MILLI = 1_000;

  @Test
  void aStalledServerIsFeltByEveryArrivalOfThePause() throws Exception {
    // 100 arrivals in a second, and a pause of 400 ms in it: 40 of them are due during the pause,
    // and wait 400, 390, 380 ... 10 ms. A closed loop would have seen one slow answer.
    Schedule schedule = new Schedule(100, Duration.ZERO, Duration.ofSeconds(1));
    try (StallingServer server = new StallingServer(30, Duration.ofMillis(400));
        HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(server.uri()).build();

      LoadResult result =
          new OpenLoop(schedule, 200, DRAIN)
              .run((_, _) -> http.sendAsync(request, BodyHandlers.discarding()), Window.NONE);

      assertThat(result.latency().count()).isEqualTo(100);
      assertThat(result.failures()).isEmpty();
      assertThat(result.unfinished()).isZero();
      assertThat(result.latency().max()).isGreaterThanOrEqualTo(390 * MILLI);
      assertThat(result.latency().p90()).isGreaterThanOrEqualTo(250 * MILLI);
      assertThat(slowerThan(100 * MILLI, result)).isGreaterThanOrEqualTo(0.25);
    }
  }

  @Test
  void anArrivalThatHasToWaitForAPlaceCountsFromItsIntendedTime() throws Exception {
    // One place, each operation takes 20 ms, one is due every 10 ms: the last of 50 waits 500 ms.
    Schedule schedule = new Schedule(100, Duration.ZERO, Duration.ofMillis(500));

    LoadResult result =
        new OpenLoop(schedule, 1, DRAIN).run((_, _) -> after(Duration.ofMillis(20)), Window.NONE);

    assertThat(result.stalled()).isPositive();
    assertThat(result.isSaturated()).isTrue();
    assertThat(result.latency().count()).isEqualTo(50);
    assertThat(result.latency().max()).isGreaterThanOrEqualTo(450 * MILLI);
  }

  @Test
  void whatIsNeverAnsweredCountsWithTheTimeThatItHasWaited() throws Exception {
    Schedule schedule = new Schedule(100, Duration.ZERO, Duration.ofMillis(100));

    LoadResult result =
        new OpenLoop(schedule, 4, Duration.ofMillis(300))
            .run((_, _) -> new CompletableFuture<>(), Window.NONE);

    assertThat(result.unfinished()).isEqualTo(10);
    assertThat(result.latency().count()).isEqualTo(10);
    assertThat(result.latency().p50()).isGreaterThanOrEqualTo(300 * MILLI);
    assertThat(result.isSaturated()).isTrue();
  }

  @Test
  void theWarmUpIsDoneButNotMeasured() throws Exception {
    Schedule schedule = new Schedule(200, Duration.ofMillis(100), Duration.ofMillis(200));
    AtomicInteger started = new AtomicInteger();

    LoadResult result =
        new OpenLoop(schedule, 10, DRAIN)
            .run(
                (_, _) -> {
                  started.incrementAndGet();
                  return CompletableFuture.completedFuture(null);
                },
                Window.NONE);

    assertThat(started).hasValue(60);
    assertThat(result.latency().count()).isEqualTo(40);
  }

  @Test
  void failuresAreCountedByKindAndDoNotImproveTheLatency() throws Exception {
    Schedule schedule = new Schedule(200, Duration.ZERO, Duration.ofMillis(100));

    LoadResult result =
        new OpenLoop(schedule, 10, DRAIN)
            .run(
                (index, _) -> {
                  if (index % 4 == 0) {
                    throw new IllegalStateException("thrown");
                  }
                  return index % 4 == 1
                      ? CompletableFuture.failedFuture(new IllegalStateException("completed"))
                      : CompletableFuture.completedFuture(null);
                },
                Window.NONE);

    assertThat(result.failures()).isEqualTo(Map.of("thrown", 5L, "completed", 5L));
    assertThat(result.failed()).isEqualTo(10);
    assertThat(result.latency().count()).isEqualTo(10);
  }

  @Test
  void theWindowBeginsAndEndsWithTheMeasuredTime() throws Exception {
    Schedule schedule = new Schedule(100, Duration.ofMillis(100), Duration.ofMillis(200));
    long[] times = new long[2];

    new OpenLoop(schedule, 10, DRAIN)
        .run(
            (_, _) -> CompletableFuture.completedFuture(null),
            new Window() {
              @Override
              public void begins() {
                times[0] = System.nanoTime();
              }

              @Override
              public void ends() {
                times[1] = System.nanoTime();
              }
            });

    assertThat(times[0]).isPositive();
    assertThat(times[1]).isGreaterThan(times[0]);
  }

  private static double slowerThan(long micros, LoadResult result) {
    return 1
        - result.latency().curve().stream()
                .filter(point -> point.micros() <= micros)
                .mapToDouble(Latencies.Point::percentile)
                .max()
                .orElse(0)
            / 100;
  }

  private static CompletableFuture<Object> after(Duration time) {
    return new CompletableFuture<>()
        .completeOnTimeout("done", time.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
  }
}
