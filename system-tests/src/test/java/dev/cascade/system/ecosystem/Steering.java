package dev.cascade.system.ecosystem;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** What decides how orders and payments go on, whoever asks for it, and the way back from there. */
public final class Steering {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String WAIT = "?timeout=10000";

  private final Http http = new Http();
  private final String payments;
  private final String rules;
  private final Set<String> rulesBefore;

  private Steering(Ecosystem ecosystem) {
    this.payments = ecosystem.url("payments") + "/v1";
    this.rules = ecosystem.url("orders") + "/v1/validation-rules";
    this.rulesBefore = rules();
  }

  /** As it is now. */
  public static Steering now(Ecosystem ecosystem) {
    return new Steering(ecosystem);
  }

  /** Stops the generator, lets all payments in as fast as they come, and removes newer rules. */
  public void restore() {
    await("the generator to be stopped", 204, () -> http.delete(payments + "/generator"));
    await("the gate to be open", 200, () -> http.post(payments + "/control/resume" + WAIT, ""));
    await(
        "no limit of the rate",
        200,
        () -> http.put(payments + "/control/rate" + WAIT, "{\"ratePerSecond\":null}"));
    Set<String> made = rules();
    made.removeAll(rulesBefore);
    made.forEach(name ->
        await("no rule " + name, 204, () -> http.delete(rules + "/" + encoded(name) + WAIT)));
  }

  private Set<String> rules() {
    Set<String> names = new TreeSet<>();
    for (JsonNode rule : http.get(rules + WAIT).body().path("items")) {
      names.add(rule.path("name").asText());
    }
    return names;
  }

  private static void await(String what, int status, Supplier<Http.Answer> request) {
    Awaitility.await(what)
        .pollInSameThread()
        .atMost(PATIENCE)
        .until(() -> request.get().status() == status);
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, UTF_8).replace("+", "%20");
  }
}
