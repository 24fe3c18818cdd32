package dev.cascade.streams.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Spans on their way over HTTP, to a collector that does its work or not. */
class SpanOutboxTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int ROOM = 64;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicInteger received = new AtomicInteger();
  private final CountDownLatch answering = new CountDownLatch(1);
  private volatile int status = 200;
  private HttpServer collector;
  private SdkTracerProvider provider;

  @BeforeEach
  void start() throws IOException {
    collector = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    collector.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    collector.createContext(
        "/v1/traces",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          received.incrementAndGet();
          awaitPermission();
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    collector.start();
    String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces";
    OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder().setEndpoint(endpoint).setRetryPolicy(null).build();
    provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(new SpanOutbox(exporter, endpoint, ROOM, meters))
            .build();
  }

  @AfterEach
  void stop() {
    answering.countDown();
    provider.close();
    collector.stop(0);
  }

  @Test
  void whatTheCollectorTakesIsExported() {
    answering.countDown();
    end(5);

    awaitCount("exported", 5);
    assertThat(count("dropped")).isZero();
    assertThat(received).as("one request takes them all").hasValueLessThanOrEqualTo(2);
  }

  @Test
  void whatTheCollectorRefusesIsDroppedAndWhatComesLaterIsTaken() {
    status = 503;
    answering.countDown();
    end(5);
    awaitCount("dropped", 5);

    status = 200;
    end(3);
    awaitCount("exported", 3);
  }

  @Test
  void whoEndsASpanNeverWaitsForACollectorThatHangsAndWhatFindsNoRoomIsDropped() {
    end(1);
    Awaitility.await().atMost(PATIENCE).until(() -> received.get() == 1);

    end(ROOM + 10);
    assertThat(count("dropped")).isEqualTo(10);

    answering.countDown();
    awaitCount("exported", ROOM + 1);
  }

  @Test
  void theLastSpansAreSentWhenTheServiceStops() {
    answering.countDown();
    end(2);
    provider.close();

    assertThat(count("exported")).isEqualTo(2);
  }

  private void awaitPermission() {
    try {
      answering.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(int spans) {
    Tracer tracer = provider.get("test");
    for (int i = 0; i < spans; i++) {
      tracer.spanBuilder("span").startSpan().end();
    }
  }

  private void awaitCount(String outcome, double spans) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(count(outcome)).isEqualTo(spans));
  }

  private double count(String outcome) {
    return meters.counter("cascade.tracing.spans", "outcome", outcome).count();
  }
}
