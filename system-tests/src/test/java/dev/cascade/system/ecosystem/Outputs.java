package dev.cascade.system.ecosystem;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.system.history.Fact;
import dev.cascade.system.history.History;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** All that an ecosystem says to anybody but the person whom its records are about, by place. */
public final class Outputs {

  private static final int LETTERS = 30;
  private static final int TRACES = 20;
  private static final int ENTRIES = 30;

  /** What services and operators write about their work, as text in records. */
  private static final List<String> JOURNALS =
      List.of(
          Topics.APPLICATION_ERRORS,
          Topics.APPLICATION_EVENTS,
          Topics.AUDIT_EVENTS,
          Topics.DEAD_LETTER_DECISIONS);

  private final HomeEcosystem ecosystem;
  private final Http http = new Http();
  private final Map<String, String> said = new LinkedHashMap<>();

  private Outputs(HomeEcosystem ecosystem) {
    this.ecosystem = ecosystem;
  }

  /**
   * Everything that is said now.
   *
   * @param order whose timeline is told, and of which the browser hears
   * @param browser looks at the console since before the order
   * @param tailed topics that are printed for people
   */
  public static Map<String, String> of(
      HomeEcosystem ecosystem, String order, Onlooker browser, List<String> tailed) {
    Outputs outputs = new Outputs(ecosystem);
    outputs.logs();
    Ecosystem.SERVICES.forEach(outputs::service);
    outputs.get("timeline", ecosystem.url("orders") + "/v1/orders/" + order + "/timeline");
    outputs.get(
        "payment's timeline",
        ecosystem.url("payments") + "/v1/payments/order-" + order + "/timeline");
    outputs.console(order, browser);
    History history = ecosystem.history();
    outputs.records(history);
    tailed.forEach(topic -> outputs.tail(topic, history));
    return outputs.said;
  }

  private void logs() {
    try (Stream<Path> logs = Files.list(ecosystem.logs())) {
      for (Path log : logs.toList()) {
        said.put("log " + log.getFileName(), Files.readString(log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void service(String service) {
    String url = ecosystem.url(service);
    for (String path : List.of("/q/metrics", "/q/health", "/v1/lineage")) {
      get(service + path, url + path);
    }
    Http.Answer list = http.get(url + "/v1/dead-letters?limit=" + LETTERS);
    said.put(service + " letters", list.text());
    StreamSupport.stream(list.body().path("letters").spliterator(), false)
        .map(letter -> "/v1/dead-letters/" + letter.path("id").asText())
        .forEach(path -> get(service + path, url + path));
    stores(service, url + "/v1/state");
  }

  /** What people see who look into the stores, page by page and entry by entry. */
  private void stores(String service, String url) {
    Http.Answer overview = http.get(url);
    said.put(service + " stores", overview.text());
    for (JsonNode store : overview.body().path("stores")) {
      String name = store.asText();
      Http.Answer entries = http.get(url + "/" + name + "?limit=1000&timeout=10000");
      said.put("store " + name, entries.text());
      StreamSupport.stream(entries.body().path("items").spliterator(), false)
          .limit(ENTRIES)
          .map(entry -> "/entries/" + encoded(entry.path("key").asText()))
          .forEach(path -> get(name + path, url + "/" + name + path));
    }
  }

  private static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private void console(String order, Onlooker browser) {
    String url = ecosystem.consoleUrl();
    get("invariants", url + "/v1/invariants");
    Http.Answer traces = http.get(url + "/api/traces");
    said.put("traces", traces.text());
    StreamSupport.stream(traces.body().spliterator(), false)
        .limit(TRACES)
        .map(trace -> "/api/traces/" + trace.path("traceId").asText())
        .forEach(path -> get(path, url + path));
    said.put("live picture", browser.heardOf(order));
    try (Onlooker late = new Onlooker(ecosystem)) {
      said.put("first picture", late.firstPicture());
    }
  }

  /** The journals whole; of dead letters what is said about the failure, as their bytes are raw. */
  private void records(History history) {
    for (String topic : JOURNALS) {
      said.put("topic " + topic, joined(history.all(topic).stream().map(it -> "" + it.value())));
    }
    history.stream()
        .filter(fact -> fact.topic().endsWith("-dead-letters"))
        .forEach(fact -> said.put("headers of " + fact.place(), fact.headers().toString()));
  }

  private void tail(String topic, History history) {
    List<Fact> facts = history.all(topic);
    if (!facts.isEmpty()) {
      said.put("tail " + topic, ecosystem.tail(topic, facts.size()));
    }
  }

  private void get(String name, String url) {
    said.put(name, http.get(url).text());
  }

  private static String joined(Stream<String> lines) {
    return lines.collect(Collectors.joining("\n"));
  }
}
