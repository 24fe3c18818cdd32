package dev.cascade.streams.tracing;

import dev.cascade.streams.runtime.StreamsSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The spans of this service. Without an endpoint there are none: traces of callers are carried on,
 * and nothing else is done.
 */
@ApplicationScoped
public class Tracing {

  private static final String SCOPE = "dev.cascade";
  private static final int LONGEST_ATTRIBUTE = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  /** Says each failure itself, again and again; held, since the log manager holds it weakly. */
  private static final Logger OF_EXPORTER =
      Logger.getLogger("io.opentelemetry.exporter.internal.http.HttpExporter");

  private final boolean enabled;
  private final @Nullable SdkTracerProvider provider;
  private final Optional<Tracer> tracer;

  Tracing(
      TracingSettings settings,
      StreamsSettings streams,
      @ConfigProperty(name = "quarkus.application.name") String service,
      MeterRegistry meters) {
    this.enabled = settings.enabled();
    this.provider =
        settings
            .endpoint()
            .filter(_ -> enabled)
            .map(endpoint -> provider(settings, endpoint, resource(service, streams), meters))
            .orElse(null);
    this.tracer = Optional.ofNullable(provider).map(it -> it.get(SCOPE));
  }

  private static Resource resource(String service, StreamsSettings streams) {
    return Resource.create(
        Attributes.of(
            AttributeKey.stringKey("service.name"),
            service,
            AttributeKey.stringKey("service.instance.id"),
            streams.instanceId()));
  }

  private static SdkTracerProvider provider(
      TracingSettings settings, URI endpoint, Resource resource, MeterRegistry meters) {
    OF_EXPORTER.setLevel(Level.OFF);
    String url = endpoint.toString().replaceAll("/+$", "") + "/v1/traces";
    OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(url)
            .setConnectTimeout(PATIENCE)
            .setTimeout(PATIENCE)
            .setRetryPolicy(null)
            .build();
    return SdkTracerProvider.builder()
        .setResource(resource)
        .setSpanLimits(SpanLimits.builder().setMaxAttributeValueLength(LONGEST_ATTRIBUTE).build())
        .setSampler(
            Sampler.parentBased(
                new NewTraces(settings.ratio(), settings.newPerSecond(), System::nanoTime)))
        .addSpanProcessor(new SpanOutbox(exporter, url, settings.queuedSpans(), meters))
        .build();
  }

  /** Whether traces of callers are taken up. */
  boolean isEnabled() {
    return enabled;
  }

  /** Makes spans; empty when none are made. */
  Optional<Tracer> tracer() {
    return tracer;
  }

  /** Makes the spans of a reader of topics; empty when none are made. */
  public Optional<HopTracer> reader(String group) {
    return tracer().map(it -> new HopTracer(it, group));
  }

  @PreDestroy
  void close() {
    if (provider != null) {
      provider.close();
    }
  }
}
